package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether {@code ip} is there, and new enough: IPvlan's flags, and JSON for its links, came with 4.16. */
final class IpCheck implements Check {
    private static final Pattern VERSION = Pattern.compile("iproute2-(?:v?(\\d+)\\.(\\d+)[\\d.]*|(ss\\d+))");
    private static final int MAJOR = 4;
    private static final int MINOR = 16;

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
            found.problem(null, failure.text(), List.of("apt-get install iproute2"));
            return "";
        }
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            found.unknown(null, "ip does not say its version: " + version);
        } else if (matcher.group(3) != null || isOlder(matcher)) {
            found.problem(
                    null,
                    "ip is too old: " + matcher.group() + ", and it takes " + MAJOR + "." + MINOR,
                    List.of("apt-get install iproute2"));
        }
        return version;
    }

    private static boolean isOlder(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major < MAJOR || (major == MAJOR && Integer.parseInt(version.group(2)) < MINOR);
    }
}
