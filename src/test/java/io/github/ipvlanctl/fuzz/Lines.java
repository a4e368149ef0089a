package io.github.ipvlanctl.fuzz;

import io.github.ipvlanctl.cli.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Command lines: each command that there is, with its own options, and any words. */
final class Lines {
    /** What goes on without end, waits, or writes files. */
    private static final Set<String> LEFT_OUT = Set.of("monitor", "manual");

    private static final Set<String> OPTIONS_LEFT_OUT =
            Set.of("--watch", "--rate", "--to", "--ip", "--sudo", "--docker");
    private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(--?[a-z][a-z-]*)");
    private static final Map<List<String>, List<String>> COMMANDS = commands();

    private Lines() {}

    /** Lines that are to be refused, or to do what they say. */
    static Target<?> target() {
        return new Target<>("command lines", any(), line -> Machines.run(line, "", text -> text)
                .word());
    }

    private static Arbitrary<List<String>> any() {
        return Arbitraries.of(List.copyOf(COMMANDS.keySet())).flatMap(command -> {
            List<String> options = COMMANDS.get(command);
            Arbitrary<String> word = Arbitraries.oneOf(Arbitraries.of(options), Words.any());
            return word.list().ofMaxSize(7).map(words -> {
                List<String> line = new ArrayList<>(command);
                line.addAll(words);
                return line;
            });
        });
    }

    /** Commands with good words in the places of most options: what they would run must be the same in a shell. */
    static Arbitrary<List<String>> sensible() {
        Arbitrary<String> name = Arbitraries.of(
                "web2", "x;y", "x\"y", "it's", "ünï", "$(id)", "a#b", "`w`", "*", "~", "-x", "a&b", "é'\"é", "\\");
        Arbitrary<String> alias = Arbitraries.of(
                        "for web", "it's", "\"quoted\"", "both ' and \"", "#", "$HOME", "a\\", "`id`", "", "ünï")
                .map(text -> "--alias=" + text);
        Arbitrary<String> address = Arbitraries.integers().between(2, 90).map(i -> "--address=192.0.2." + i + "/24");
        Arbitrary<String> place =
                Arbitraries.of("--into=db", "--into=spare", "--up", "--mtu=1400", "--mode=l2", "--vlan=7");
        Arbitrary<List<String>> adding = Combinators.combine(
                        name, Arbitraries.oneOf(alias, address, place).list().ofMaxSize(5))
                .as((link, rest) -> {
                    List<String> line = new ArrayList<>(List.of("link", "add", "--parent=eth0"));
                    line.addAll(rest);
                    line.addAll(List.of("--", link));
                    return line;
                });
        Arbitrary<List<String>> making = name.map(netns -> List.of("netns", "add", "--", netns));
        Arbitrary<List<String>> setting = Combinators.combine(
                        alias, Arbitraries.of("--mtu=1400", "--txqueuelen=5", "--up", "--into=db", "--down"), name)
                .as((text, change, fresh) -> List.of("link", "set", "web1", text, change, "--rename=" + fresh));
        Arbitrary<List<String>> deleting = Arbitraries.of("web0", "web1", "svc0", "app0")
                .set()
                .ofMinSize(1)
                .map(links -> {
                    List<String> line = new ArrayList<>(List.of("link", "del"));
                    line.addAll(links);
                    return line;
                });
        return Arbitraries.oneOf(adding, adding, making, setting, deleting);
    }

    private static Map<List<String>, List<String>> commands() {
        Map<List<String>, List<String>> commands = new LinkedHashMap<>();
        for (List<String> command : Program.commands()) {
            if (!command.isEmpty() && !LEFT_OUT.contains(command.get(0))) {
                List<String> line = new ArrayList<>(command);
                line.add("--help");
                Set<String> options = new TreeSet<>(List.of("--dry-run", "-j", "-q", "-v", "-n", "-o"));
                Matcher matcher =
                        OPTION.matcher(Machines.run(line, "", text -> text).out());
                while (matcher.find()) {
                    options.add(matcher.group(1));
                }
                options.removeAll(OPTIONS_LEFT_OUT);
                commands.put(command, List.copyOf(options));
            }
        }
        return commands;
    }
}
