package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one check finds. */
final class Findings {
    private final String check;
    private final List<Finding> found = new ArrayList<>();

    Findings(String check) {
        this.check = check;
    }

    void problem(@Nullable Device device, String evidence, List<String> commands) {
        add(Verdict.PROBLEM, device, evidence, commands);
    }

    void warning(@Nullable Device device, String evidence, List<String> commands) {
        add(Verdict.WARNING, device, evidence, commands);
    }

    void unknown(@Nullable Device device, String evidence) {
        add(Verdict.UNKNOWN, device, evidence, List.of());
    }

    private void add(Verdict verdict, @Nullable Device device, String evidence, List<String> commands) {
        String name = device == null ? null : device.name().value();
        String netns = device == null ? null : device.netns().label();
        found.add(new Finding(check, verdict, name, netns, evidence, commands));
    }

    /** All of it, or when that is nothing, that all is well. */
    List<Finding> orElse(String evidence) {
        return found.isEmpty()
                ? List.of(new Finding(check, Verdict.OK, null, null, evidence, List.of()))
                : List.copyOf(found);
    }
}
