package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.ManifestFiles;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.render.shape.FileShape;
import io.github.ipvlanctl.render.shape.WrittenShape;
import io.github.ipvlanctl.service.ExportService;
import io.github.ipvlanctl.service.ExportService.Selection;
import io.github.ipvlanctl.service.Services;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code export FORMAT}, for each of the formats. */
final class Export extends Command {
    private final ExportService.Format format;

    private final Option<List<String>> files = options(
            "-f",
            "FILE",
            word -> word,
            "The links of a manifest, not the live ones; '-' reads stdin; may be repeated.");

    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "Only the links of this parent.");

    private final Option<StackName> stack = option("--stack", "NAME", StackName::new, "Only the links of this stack.");
    private final Switch unowned = toggle("--unowned", "Only the links that no stack owns.");
    private final Option<Path> to = option("--to", "DIR", Export::directory, "Write files into this directory.");
    private final Switch force = toggle("--force", "With --to, replace files that are there.");

    Export(Invocation invocation, ExportService.Format format) {
        super(
                invocation,
                "ipvlanctl export " + format.name() + " --parent eth0",
                "ipvlanctl export " + format.name() + " -f edge.yaml --to out");
        this.format = format;
        format.paragraphs().forEach(this::describe);
        if (!format.unsayable().isEmpty() && format.refusal() == null) {
            describe("Refused, since it cannot be said: " + String.join(", ", format.unsayable()) + ".");
        }
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "Without --to what would be in the files is written to stdout: one file as it is, several with a line "
                        + "'# file: NAME (mode MODE)' before each; with -j, an array of objects with the keys name, mode and "
                        + "text. With --to all of them are written, or none; a file that is there is an error without --force, "
                        + "and symbolic links are not followed.",
                "Live links have one owner at most: where there is one stack, its links are meant, and those that no stack owns "
                        + "are left out, with a note. So are links in namespaces without a name. Of a manifest nothing but what "
                        + "it says is looked at: unset mode and flag are l2 and bridge, and addresses of pools are given in the "
                        + "order of the links, as on a machine that has none of them.");
    }

    @Override
    protected void run(Services services) {
        List<TextFile> written = written(services);
        Path directory = to.orNull();
        if (directory == null) {
            show(new FileShape(), written);
        } else if (invocation().global().isDryRun()) {
            ExportService.commands(directory, written, force.isSet())
                    .forEach(invocation().out()::println);
        } else {
            ExportService.write(directory, written, force.isSet());
            if (!invocation().global().isQuiet()) {
                show(new WrittenShape(), written);
            }
        }
    }

    private List<TextFile> written(Services services) {
        List<String> manifests = all(files);
        if (manifests.isEmpty()) {
            return services.exports()
                    .live(format.name(), new Selection(parent.orNull(), stack.orNull(), unowned.isSet()));
        }
        if (stack.orNull() != null || unowned.isSet()) {
            throw Failure.usage("--stack and --unowned choose among live links", "leave them out, or leave -f out");
        }
        Map<String, String> texts = ManifestFiles.read(manifests, invocation().in());
        return ExportService.declared(format.name(), parent.orNull(), texts);
    }

    private static Path directory(String word) {
        try {
            if (word.isEmpty()) {
                throw Failure.usage("'' is not a directory", "name the one to write into");
            }
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw Failure.usage("'" + word + "' is not a directory", "name the one to write into");
        }
    }
}
