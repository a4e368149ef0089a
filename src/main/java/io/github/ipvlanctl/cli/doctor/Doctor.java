package io.github.ipvlanctl.cli.doctor;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.ManifestFiles;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Suggestions;
import io.github.ipvlanctl.render.shape.FindingShape;
import io.github.ipvlanctl.service.DoctorService;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code doctor}. */
public final class Doctor extends Command {
    private static final int FINDINGS = 1;

    private final Option<InterfaceName> link = optionalName("LINK", "Only this link, and its parent.");
    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "Only this device, which is a parent or shall be one.");
    private final Option<List<String>> files = options(
            "-f", "FILE", word -> word, "Hold all against this manifest too; '-' reads stdin; may be repeated.");
    private final Option<List<String>> skipped =
            options("--skip", "CHECK", Doctor::check, "Leave this check out; may be repeated.");

    private Doctor(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl doctor",
                "ipvlanctl doctor ipvl0",
                "ipvlanctl doctor --parent eth0 -f edge.yaml --skip host-reach -j");
        describe("Exits with 0 when nothing is wrong, and with 1 when there are problems or warnings.");
    }

    /** The command. */
    public static Command command(Invocation invocation) {
        return new Doctor(invocation);
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "Only looks, at links in all namespaces, and tells what is worst first: what it saw, and below it the command "
                        + "that mends it. A check that could not be made is 'unknown', which is not the same as 'ok'.",
                "Whether an address of a link is in use on the wire, 'arping' of iputils asks, which takes a second for each that "
                        + "is not, four at a time. What comes in for links in l3 passes by netfilter rules, which 'nft' lists.",
                "The checks are: " + String.join(", ", DoctorService.checks()) + ".");
    }

    @Override
    protected int execute(Services services) {
        List<Finding> findings = services.doctor()
                .examine(
                        parent.orNull(),
                        link.orNull(),
                        ManifestFiles.read(all(files), invocation().in()),
                        all(skipped));
        show(new FindingShape(), findings);
        return findings.stream().anyMatch(finding -> finding.verdict().isFinding()) ? FINDINGS : 0;
    }

    private static String check(String word) {
        List<String> known = DoctorService.checks();
        if (!known.contains(word)) {
            throw Failure.usage("there is no check '" + word + "'", Suggestions.hint(word, known, "there are"));
        }
        return word;
    }
}
