package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.Command.Converter;
import io.github.ipvlanctl.error.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option as it is declared. What picocli has of it is made when it is first asked for, since that takes a while and
 * most options are not given.
 */
final class Declaration {
    /** What picocli does by itself when the option is given. */
    private enum Effect {
        NONE,
        USAGE_HELP,
        VERSION_HELP
    }

    private final String[] names;
    private final String label;
    private final @Nullable Converter<?> converter;
    private final String help;
    private @Nullable String fallback;
    private boolean repeatable;
    private boolean required;
    private boolean hidden;
    private Effect effect = Effect.NONE;
    private @Nullable OptionSpec spec;

    private Declaration(String label, @Nullable Converter<?> converter, String help, String... names) {
        this.names = names;
        this.label = label;
        this.converter = converter;
        this.help = help;
    }

    /** An option without a value. */
    static Declaration toggle(String help, String... names) {
        return new Declaration("", null, help, names);
    }

    /** An option with a value. */
    static Declaration value(String label, Converter<?> converter, String help, String... names) {
        return new Declaration(label, converter, help, names);
    }

    /** Turns what a converter throws into what picocli knows. */
    static ITypeConverter<?> typed(Converter<?> converter) {
        return word -> {
            try {
                return converter.convert(word);
            } catch (Failure failure) {
                throw new InvalidValueException(failure);
            }
        };
    }

    /** Lets its value be left out, and be {@code word} then. */
    Declaration orElse(String word) {
        fallback = word;
        return this;
    }

    /** Lets it be given as often as one likes. */
    Declaration repeatable() {
        repeatable = true;
        return this;
    }

    /** Has it be missed when it is not given. */
    Declaration required() {
        required = true;
        return this;
    }

    /** Has no help tell of it. */
    Declaration hidden() {
        hidden = true;
        return this;
    }

    /** Has it ask for help. */
    Declaration usageHelp() {
        effect = Effect.USAGE_HELP;
        return this;
    }

    /** Has it ask for the version. */
    Declaration versionHelp() {
        effect = Effect.VERSION_HELP;
        return this;
    }

    boolean isNamed(String name) {
        for (String one : names) {
            if (one.equals(name)) {
                return true;
            }
        }
        return false;
    }

    boolean isRequired() {
        return required;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    /** Whether it can have a value. */
    boolean takesValue() {
        return converter != null;
    }

    /** Whether it must have a value. */
    boolean needsValue() {
        return converter != null && fallback == null;
    }

    /** The value that it has without one, or null. */
    @Nullable
    String fallback() {
        return fallback;
    }

    /** Its value, of whatever type the caller says, as with picocli; null when it was not given. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> @Nullable T given() {
        return spec == null ? null : spec.getValue();
    }

    /** What picocli has of it. */
    OptionSpec spec() {
        if (spec == null) {
            spec = build();
        }
        return spec;
    }

    /** Each has a converter of its own: in the runtime image picocli has none ready. */
    private OptionSpec build() {
        OptionSpec.Builder builder = OptionSpec.builder(names)
                .description(help)
                .required(required)
                .hidden(hidden)
                .usageHelp(effect == Effect.USAGE_HELP)
                .versionHelp(effect == Effect.VERSION_HELP);
        if (converter == null) {
            return builder.type(repeatable ? boolean[].class : boolean.class)
                    .arity("0")
                    .converters(Boolean::valueOf)
                    .build();
        }
        builder.paramLabel(label).converters(typed(converter)).type(repeatable ? List.class : Object.class);
        if (repeatable) {
            builder.auxiliaryTypes(Object.class);
        }
        if (fallback != null) {
            builder.arity("0..1").fallbackValue(fallback);
        }
        return builder.build();
    }
}
