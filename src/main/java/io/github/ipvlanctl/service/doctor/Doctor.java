package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** All checks, and the order in which what they find is told. */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(
            new DriverCheck(),
            new IpCheck(),
            new CapabilityCheck(),
            new NamespaceCheck(),
            new HeldParentCheck(),
            new ParentStateCheck(),
            new WirelessCheck(),
            new LinkStateCheck(),
            new MtuCheck(),
            new ParentAddressCheck(),
            new DuplicateCheck(),
            new Ipv6Check(),
            new GatewayCheck(),
            new L3RouteCheck(),
            new ReversePathCheck(),
            new ForwardingCheck(),
            new NetfilterCheck(),
            new DhcpCheck(),
            new DockerCheck(),
            new HostReachCheck(),
            new DriftCheck());

    private Doctor() {}

    /** The checks' names. */
    public static List<String> names() {
        return CHECKS.stream().map(Check::name).toList();
    }

    /** Makes all checks but those of the names in {@code skipped}; what is worst comes first. */
    public static List<Finding> examine(Examination machine, Collection<String> skipped) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : CHECKS) {
            if (!skipped.contains(check.name())) {
                findings.addAll(look(check, machine));
            }
        }
        findings.sort(Comparator.comparing(Finding::verdict));
        return findings;
    }

    /** A check that fails has seen nothing, which is not the same as nothing being wrong. */
    private static List<Finding> look(Check check, Examination machine) {
        Findings found = new Findings(check.name());
        try {
            return found.orElse(check.look(machine, found));
        } catch (Failure failure) {
            if (failure.kind() == ErrorKind.INTERRUPTED) {
                throw failure;
            }
            found.unknown(null, failure.text());
            return found.orElse("");
        }
    }
}
