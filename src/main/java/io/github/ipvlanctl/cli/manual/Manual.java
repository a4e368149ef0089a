package io.github.ipvlanctl.cli.manual;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Described;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** {@code manual}: writes the manual pages; the build runs it. */
public final class Manual extends Command {
    private final Option<Path> directory =
            parameter("DIR", "1", Manual::path, "Where man1, man5 and man7 are made, with a file for each page.");

    private Manual(Invocation invocation) {
        super(invocation, "ipvlanctl manual /usr/local/share/man");
    }

    /** The command. */
    public static Command command(Invocation invocation) {
        return new Manual(invocation);
    }

    /** All pages, by their files' names: {@code man1/ipvlanctl-link-add.1}. */
    static Map<String, String> pages(Described program, Edition edition) {
        Map<String, String> pages = new TreeMap<>();
        pages.put("man1/ipvlanctl.1", ProgramPage.text(program, edition));
        for (Described command : program.commands()) {
            add(pages, command, program, edition);
        }
        pages.put("man7/ipvlanctl-topics.7", TopicsPage.text(edition));
        pages.put("man5/ipvlanctl-manifest.5", ManifestPage.text(edition));
        return pages;
    }

    private static void add(Map<String, String> pages, Described command, Described parent, Edition edition) {
        pages.put(
                "man1/" + CommandPage.name(command) + ".1", new CommandPage(command, parent.commands()).text(edition));
        command.commands().forEach(child -> add(pages, child, command, edition));
    }

    @Override
    protected void run(Services services) {
        Path target = directory.get();
        try {
            for (Map.Entry<String, String> page :
                    pages(invocation().described(), Edition.ofThisBuild()).entrySet()) {
                Path file = target.resolve(page.getKey());
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, page.getValue());
            }
        } catch (IOException e) {
            throw Failure.of(ErrorKind.FAILED, "cannot write manual pages: " + e.getMessage(), "choose another DIR");
        }
    }

    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw Failure.usage("'" + Display.safe(word) + "' is not a path", null);
        }
    }
}
