package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpVersion;
import java.util.List;
import java.util.Optional;

/** Whether {@code ip} is there, and new enough. */
final class IpCheck implements Check {
    private static final String INSTALL = "apt-get install iproute2";

    @Override
    public String name() {
        return "iproute2";
    }

    @Override
    public String look(Examination machine, Findings found) {
        String version;
        try {
            version = machine.ip().version();
        } catch (Failure failure) {
            if (failure.kind() != ErrorKind.ENVIRONMENT) {
                throw failure;
            }
            found.problem(null, failure.text(), List.of(INSTALL));
            return "";
        }
        Optional<IpVersion> known = IpVersion.in(version);
        if (known.isEmpty()) {
            found.unknown(null, "ip does not say its version: " + version);
        } else if (known.get().compareTo(IpVersion.NEEDED) < 0) {
            found.problem(
                    null, "ip is too old: " + version + ", and it takes " + IpVersion.NEEDED.text(), List.of(INSTALL));
        } else if (known.get().compareTo(IpVersion.TRIED) < 0) {
            found.warning(
                    null,
                    "ip is older than " + IpVersion.TRIED.text() + ", the oldest that was tried: " + version,
                    List.of(INSTALL));
        }
        return version;
    }
}
