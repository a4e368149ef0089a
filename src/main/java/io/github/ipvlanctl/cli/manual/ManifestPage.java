package io.github.ipvlanctl.cli.manual;

import io.github.ipvlanctl.cli.Program;
import io.github.ipvlanctl.render.ManifestSchema;
import java.util.List;

/** ipvlanctl-manifest(5): what a manifest may say, and what comes of it. */
final class ManifestPage {
    private static final String NAME = Program.NAME + "-manifest";
    private static final int SECTION = 5;

    private static final List<String> DESCRIPTION = List.of(
            "A manifest is a YAML file that says which IPvlan links a machine shall have. 'ipvlanctl plan' shows what it would "
                    + "take, 'ipvlanctl apply' does it, 'ipvlanctl destroy' deletes what came of it, and "
                    + "'ipvlanctl export manifest' writes the live links down in this form.",
            "Several files, and several documents in a file, are one state. All mistakes are told at once, each with its file, "
                    + "line and column, and nothing is run; a key that is not known is one. After a thousand, reading ends.",
            "A file has at most 4 MiB, and 100,000 documents, keys, words, lists and mappings: some ten thousand links. More go "
                    + "into several. Aliases ('*name') are not read.");

    private static final List<String> POOLS = List.of(
            "A link with a pool gets one address from it, with the prefix length of the pool's subnet, beside those in "
                    + "'addresses'. A link that has an address of the pool keeps it. The others get the lowest free ones, in the "
                    + "order of the manifest: so those that exist keep theirs when there are more or fewer links.",
            "Never given out are the pool's gateway, what the parents and their other links have, and what the manifest names "
                    + "elsewhere. A pool that has not enough is a mistake, told before anything runs.",
            "A pool's gateway is the nexthop of its links' default routes in mode l2. In l3 and l3s, where the parent's routes "
                    + "decide, their default routes lead to the link itself. A link with 'up: false' gets none.");

    private static final List<String> REPLICAS = List.of(
            "With 'replicas: 3' a link named web stands for web0, web1 and web2. Each gets an address from the pool; "
                    + "'addresses' cannot be shared, and are a mistake there.",
            "In 'netns', '{name}' stands for each one's name, and gives each a namespace of its own. With a smaller number, "
                    + "those that are too many stay until 'apply --prune'.");

    private static final List<String> HOSTS = List.of(
            "This machine and the links on its own devices do not reach each other. A parent's 'host' is one more link in the current "
                    + "namespace, a shim, with routes over it: see ipvlanctl-host-add(1). Without 'reach' these lead to all addresses that "
                    + "the manifest has for links of the parent in other namespaces, pools' among them, of the families that the "
                    + "shim has an address of; with it, to what it names and to nothing else.",
            "It belongs to the stack like a link, with the alias 'ipvlanctl-host:STACK'. One that 'ipvlanctl host add' has made "
                    + "becomes the stack's if it bears the same name.");

    private static final List<String> OWNERSHIP = List.of(
            "A manifest with a 'stack' owns its links: the alias of each is 'ipvlanctl:STACK'. A link that is there already and "
                    + "nobody's becomes the stack's, if it is on the right parent; one of another stack is refused. One of the stack on another parent is made anew. A link of the "
                    + "stack that somebody has moved to another namespace is moved back.",
            "A namespace that is missing is made, and the alias of its loopback device makes it the stack's. It is deleted with "
                    + "the last link of the stack, by 'destroy' and 'apply --prune', if nothing else is in it. Other namespaces "
                    + "are never deleted.",
            "Without --prune nothing is deleted; with it, only what the same stack owns. Other links of a parent are switched to "
                    + "a new mode or flag only with --switch-siblings.");

    private static final List<String> APPLYING = List.of(
            "What the kernel would refuse is told before anything runs, with the lines of the file. Then each phase takes one "
                    + "'ip -batch' for each namespace: namespaces, modes and flags, what has to go, links, and what they have.",
            "When a step fails, or a signal comes, what this run has changed is put back, and the message names the line of the "
                    + "file that the step came from. A run that was killed is made up for by the next one.",
            "When all is as the manifest says, 'apply' changes nothing, and says 'unchanged'. What it does not speak of is left "
                    + "alone: addresses, routes and the MTU have no defaults. Runs that change something wait for each other.");

    private ManifestPage() {}

    static String text(Edition edition) {
        Roff page = edition.page(NAME, SECTION).name(NAME, "the IPvlan links that a machine shall have");
        page.section("SYNOPSIS");
        for (String command : List.of("plan", "apply", "destroy")) {
            page.synopsis(Program.NAME + " " + command, List.of(Roff.bold("-f") + "\\ " + Roff.label("FILE")));
        }
        section(page, "DESCRIPTION", DESCRIPTION);
        page.section("KEYS");
        ManifestSchema.parts().forEach(part -> keys(page, part));
        section(page, "POOLS", POOLS);
        section(page, "REPLICAS", REPLICAS);
        section(page, "HOSTS", HOSTS);
        section(page, "OWNERSHIP", OWNERSHIP);
        section(page, "APPLYING", APPLYING);
        page.section("EXAMPLE")
                .verbatim(Edition.resource("/io/github/ipvlanctl/manual/example.yaml")
                        .lines()
                        .toList());
        return page.section("SEE ALSO")
                .references(List.of(
                        Roff.reference(Program.NAME, 1),
                        Roff.reference("ipvlanctl-plan", 1),
                        Roff.reference("ipvlanctl-apply", 1),
                        Roff.reference("ipvlanctl-destroy", 1),
                        Roff.reference("ipvlanctl-host-add", 1),
                        Roff.reference("ipvlanctl-export-manifest", 1)))
                .toString();
    }

    private static void section(Roff page, String title, List<String> paragraphs) {
        page.section(title);
        paragraphs.forEach(page::paragraph);
    }

    private static void keys(Roff page, ManifestSchema.Part part) {
        page.subsection(part.path().isEmpty() ? "The manifest" : part.path() + ": " + firstSmall(part.description()));
        for (ManifestSchema.Key key : part.keys()) {
            page.item(
                    Roff.bold(key.name()) + " (" + Roff.sentence(key.value()) + (key.required() ? ", required" : "")
                            + ")",
                    key.description());
        }
    }

    private static String firstSmall(String sentence) {
        String whole = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return Character.toLowerCase(whole.charAt(0)) + whole.substring(1);
    }
}
