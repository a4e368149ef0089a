package io.github.ipvlanctl.cli.manual;

import io.github.ipvlanctl.cli.Described;
import io.github.ipvlanctl.cli.Program;
import io.github.ipvlanctl.error.ErrorKind;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;

/** ipvlanctl(1): the program, and what its commands have in common. */
final class ProgramPage {
    private static final List<String> DESCRIPTION = List.of(
            "IPvlan gives one network card, the parent, many interfaces, its links. They share its MAC address and are told "
                    + "apart by their IP addresses. In mode l2 the parent switches among them; in l3 and l3s it routes. The "
                    + "kernel keeps one mode and one flag for all links of a parent, whatever namespaces they are in.",
            "'ipvlanctl' runs ip(8), after a look at the machine: what the kernel would refuse, or would do without a word "
                    + "although nobody wants it, is refused before anything runs. What has begun is done whole or undone, on "
                    + "failure and on signals too. With --dry-run the commands are printed, for a shell, and not run.",
            "Only IPvlan links are ever changed or deleted. Nothing prompts, and nothing needs a terminal. There is no daemon, "
                    + "and no state but the kernel's.",
            "Where an option has the meaning of a word of 'ip', that word may stand in its place: "
                    + "'ipvlanctl link add ipvl0 link eth0 mode l2'. The first word after the command that is not an option is "
                    + "the name, whatever it spells; one that begins with a dash stands after '--'.",
            "'ipvlanctl help COMMAND' shows the help of a command, and its page has more.");

    private static final List<String> OUTPUT = List.of(
            "The result goes to the standard output, and nothing else does. A change prints what stands afterwards, read back "
                    + "from the kernel. For programs there are '-o json' and '-o yaml', lists of objects to which keys are only "
                    + "ever added, and '-o name', the names alone.",
            "A failure is two lines on the standard error, what and what to do; with -j it is an object there, "
                    + "'{\"error\": ...}', with the keys 'kind', 'message', 'hint', 'exit_code', 'command' and 'stderr'.");

    private static final List<String> EXAMPLES = List.of(
            "ipvlanctl parent list",
            "ipvlanctl link add ipvl0 --parent eth0 --address 192.168.1.100/24 --up",
            "ipvlanctl link show --all-netns -j",
            "ipvlanctl mode l3 eth0 --dry-run",
            "ipvlanctl apply -f edge.yaml");

    private ProgramPage() {}

    static String text(Described program, Edition edition) {
        Roff page = edition.page(Program.NAME, 1).name(Program.NAME, "manage IPvlan interfaces");
        page.section("SYNOPSIS")
                .synopsis(
                        Program.NAME,
                        List.of(
                                "[" + Roff.label("OPTION") + "]...",
                                Roff.label("COMMAND"),
                                "[" + Roff.label("ARGUMENT") + "]..."));
        page.section("DESCRIPTION").paragraph(program.summary());
        for (String paragraph : DESCRIPTION) {
            page.paragraph(paragraph);
        }
        page.section("COMMANDS");
        CommandPage.listed(page, program.commands());
        page.section("OPTIONS").paragraph("Every command has these. They stand before or after it.");
        for (OptionSpec option : program.spec().options()) {
            page.item(CommandPage.tag(option), CommandPage.help(option));
        }
        page.section("OUTPUT");
        for (String paragraph : OUTPUT) {
            page.paragraph(paragraph);
        }
        exitStatus(page);
        page.section("FILES")
                .item(Roff.bold("/run/netns/"), "The named network namespaces, as 'ip netns' makes them.")
                .item(
                        Roff.bold("/run/ipvlanctl/lock"),
                        "Held by a run that changes something, until it ends: others wait for it.")
                .item(
                        Roff.bold("/run/ipvlanctl/making"),
                        "Namespaces that a run is about to make, for the next one to take over should this one be killed.");
        page.section("ENVIRONMENT").item(Roff.bold("NO_COLOR"), "When it is set and not empty, nothing is coloured.");
        page.section("EXAMPLES").verbatim(EXAMPLES);
        return page.section("SEE ALSO")
                .references(List.of(
                        Roff.reference("ipvlanctl-manifest", 5),
                        Roff.reference("ipvlanctl-topics", 7),
                        Roff.reference("ip-link", 8),
                        Roff.reference("ip-netns", 8),
                        Roff.reference("network_namespaces", 7)))
                .toString();
    }

    private static void exitStatus(Roff page) {
        page.section("EXIT STATUS").item("0", "Done, or already so.");
        for (ErrorKind kind : ErrorKind.values()) {
            String meaning = kind.meaning().substring(0, 1).toUpperCase(Locale.ROOT)
                    + kind.meaning().substring(1) + ".";
            if (kind == ErrorKind.INTERRUPTED) {
                page.item("10", "'plan --detailed-exitcode', and there are changes.");
                page.item("130, 143", meaning);
            } else {
                page.item(Integer.toString(kind.exitCode()), meaning);
            }
        }
    }
}
