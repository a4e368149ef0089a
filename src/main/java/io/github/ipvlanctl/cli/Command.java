package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.render.Shape;
import io.github.ipvlanctl.service.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The base of all commands: a subclass declares its options and parameters as typed fields, once, and what it does with
 * them. (picocli's annotations would say the same, but are read by reflection at every start.)
 */
public abstract class Command {
    /** The type of all links here. */
    static final String TYPE = "ipvlan";

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).interpolateVariables(false);
    private final List<Declaration> options = new ArrayList<>();
    private final Invocation invocation;
    private final List<String> examples;
    private final List<String> paragraphs = new ArrayList<>();
    private final Map<String, Keyword> keywords = new LinkedHashMap<>();
    private boolean nameFirst;
    private boolean oneName;
    private boolean severalNames;
    private boolean passesWordsOn;

    /**
     * A command.
     *
     * @param invocation where it runs
     * @param examples whole command lines that show its use, at least one
     */
    protected Command(Invocation invocation, String... examples) {
        this.invocation = invocation;
        this.examples = List.of(examples);
    }

    /** What a word means that {@code ip} would have in the place of an option. */
    record Keyword(@Nullable String option, @Nullable String value) {
        /** True when the next word is the value. */
        boolean takesValue() {
            return value == null;
        }
    }

    /** Turns a word into a value, or throws a {@link Failure} of kind {@code USAGE}. */
    @FunctionalInterface
    protected interface Converter<T> {
        /** The value that {@code word} stands for. */
        T convert(String word);
    }

    /** Does the command's work, which is done unless it throws. */
    protected void run(Services services) {
        throw new IllegalStateException("a command overrides run or execute");
    }

    /** The same, for a command that has an exit code of its own. */
    protected int execute(Services services) {
        run(services);
        return 0;
    }

    /** The same, given nothing: what a parsed command line asks for. */
    final int call() {
        return execute(invocation.services());
    }

    // ---- declaring -------------------------------------------------------------------------------------------------

    /** Adds a paragraph to the help. */
    protected final void describe(String paragraph) {
        paragraphs.add(paragraph);
    }

    /** Further paragraphs, which only the manual page has room for. */
    protected List<String> explanation() {
        return List.of();
    }

    /** The formats that its result can be written in. */
    protected List<Format> formats() {
        return Format.COMMON;
    }

    /** An option with a value. */
    protected final <T> Option<T> option(String name, String label, Converter<T> converter, String help) {
        return new Option<>(add(Declaration.value(label, converter, help, name)));
    }

    /** An option whose value, a number, may be left out: it is {@code fallback} then. */
    protected final <T> Option<T> optionalValue(
            String name, String label, String fallback, Converter<T> converter, String help) {
        return new Option<>(add(Declaration.value(label, converter, help, name).orElse(fallback)));
    }

    /** An option with a value that must be given. */
    protected final <T> Option<T> required(String name, String label, Converter<T> converter, String help) {
        return new Option<>(add(Declaration.value(label, converter, help, name).required()));
    }

    /** An option that may be given several times. */
    protected final <T> Option<List<T>> options(String name, String label, Converter<T> converter, String help) {
        return new Option<>(add(Declaration.value(label, converter, help, name).repeatable()));
    }

    /** The same, when at least one must be given. */
    protected final <T> Option<List<T>> requiredOptions(
            String name, String label, Converter<T> converter, String help) {
        return new Option<>(
                add(Declaration.value(label, converter, help, name).repeatable().required()));
    }

    /** An option without a value. */
    protected final Switch toggle(String name, String help) {
        return new Switch(add(Declaration.toggle(help, name)));
    }

    private Declaration add(Declaration option) {
        options.add(option);
        return option;
    }

    /** The one name that comes first, whatever it spells. */
    protected final Option<InterfaceName> name(String label, String help) {
        Option<InterfaceName> option = parameter(label, "1", InterfaceName::parse, help);
        firstIsOneName();
        return option;
    }

    /** The same, when it may be left out. */
    protected final Option<InterfaceName> optionalName(String label, String help) {
        Option<InterfaceName> option = parameter(label, "0..1", InterfaceName::parse, help);
        firstIsOneName();
        return option;
    }

    private void firstIsOneName() {
        nameFirst = true;
        oneName = true;
        positionKeyword("dev");
    }

    /** Names, each a word, whatever they spell. */
    protected final Option<List<InterfaceName>> names(String label, String arity, String help) {
        Option<List<InterfaceName>> option = parameters(label, arity, InterfaceName::parse, help);
        nameFirst = true;
        severalNames = true;
        positionKeyword("dev");
        return option;
    }

    /** A positional parameter. */
    protected final <T> Option<T> parameter(String label, String arity, Converter<T> converter, String help) {
        return position(PositionalParamSpec.builder().type(Object.class), "", label, arity, converter, help);
    }

    /** A positional parameter that takes several words, the last one. */
    protected final <T> Option<List<T>> parameters(String label, String arity, Converter<T> converter, String help) {
        return position(
                PositionalParamSpec.builder().type(List.class).auxiliaryTypes(Object.class),
                "..*",
                label,
                arity,
                converter,
                help);
    }

    private <T> Option<T> position(
            PositionalParamSpec.Builder builder,
            String further,
            String label,
            String arity,
            Converter<?> converter,
            String help) {
        PositionalParamSpec parameter = builder.index(
                        spec.positionalParameters().size() + further)
                .paramLabel(label)
                .arity(arity)
                .required(!arity.startsWith("0"))
                .converters(Declaration.typed(converter))
                .description(help)
                .build();
        spec.addPositional(parameter);
        return new Option<>(parameter);
    }

    /** A word of {@code ip} that stands for an option and takes the next word as its value: {@code link} for --parent. */
    protected final void keyword(String word, String option) {
        keywords.put(word, new Keyword(option, null));
    }

    /** A word of {@code ip} for an option with this value: {@code private} for --flag=private. */
    protected final void keyword(String word, String option, String value) {
        keywords.put(word, new Keyword(option, value));
    }

    /** A word of {@code ip} for an option without a value: {@code up} for --up. */
    protected final void toggleKeyword(String word, String option) {
        keywords.put(word, new Keyword(option, ""));
    }

    /** A word of {@code ip} that may stand before a positional parameter: {@code name ipvl0}. */
    protected final void positionKeyword(String word) {
        keywords.put(word, new Keyword(null, null));
    }

    /** {@code type ipvlan} may be said, and says nothing. */
    protected final void typeKeyword() {
        add(Declaration.value(
                        TYPE,
                        word -> {
                            if (!word.equals(TYPE)) {
                                throw Failure.usage("'" + word + "' links are not handled here", "only type " + TYPE);
                            }
                            return word;
                        },
                        "",
                        "--type")
                .hidden());
        keyword("type", "--type");
    }

    /** Everything after the first word belongs to somebody else. */
    protected final void passWordsOn() {
        passesWordsOn = true;
    }

    // ---- running ---------------------------------------------------------------------------------------------------

    /** A list option's values, none when it was not given. */
    protected static <T> List<T> all(Option<List<T>> option) {
        List<T> values = option.orNull();
        return values == null ? List.of() : new ArrayList<>(values);
    }

    /** Where it runs. */
    protected final Invocation invocation() {
        return invocation;
    }

    /** Writes a result. */
    protected final <T> void show(Shape<T> shape, List<T> things) {
        GlobalOptions global = invocation.global();
        invocation.out().print(Renderer.render(shape, things, global.format(), invocation.color()));
    }

    /** What the help says of it beyond its summary. */
    final List<String> paragraphs() {
        return paragraphs;
    }

    /** Whole command lines that show its use. */
    final List<String> examples() {
        return examples;
    }

    /** All but its options: the parser is told of those that it needs. */
    final CommandSpec spec() {
        return spec;
    }

    final List<Declaration> options() {
        return options;
    }

    final Map<String, Keyword> keywords() {
        return keywords;
    }

    final boolean nameFirst() {
        return nameFirst;
    }

    final boolean oneName() {
        return oneName;
    }

    final boolean severalNames() {
        return severalNames;
    }

    final boolean passesWordsOn() {
        return passesWordsOn;
    }
}
