package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.Probe;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether all is as manifests say. */
final class DriftCheck implements Check {
    private static final int NAMED = 5;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String look(Examination machine, Findings found) {
        List<Change> changes = machine.declared().changes().get();
        if (!changes.isEmpty()) {
            List<String> argv = new ArrayList<>(List.of("ipvlanctl", "apply"));
            machine.declared().files().forEach(file -> argv.addAll(List.of("-f", file)));
            found.problem(
                    null,
                    changes.size() + (changes.size() == 1 ? " thing is" : " things are") + " not as the manifest says: "
                            + changes.stream()
                                    .limit(NAMED)
                                    .map(DriftCheck::text)
                                    .collect(Collectors.joining(", "))
                            + (changes.size() > NAMED ? ", …" : ""),
                    List.of(Probe.text(argv)));
        }
        return "all is as the manifest says";
    }

    private static String text(Change change) {
        return change.action().sign() + " " + (change.kind().equals("link") ? "" : change.kind() + " ")
                + Display.safe(change.name());
    }
}
