package io.github.ipvlanctl.iproute2;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of iproute2, as {@code ip -V} tells it.
 *
 * @param major its first number, 0 for those that were named after a day
 * @param minor its second number
 */
public record IpVersion(int major, int minor) implements Comparable<IpVersion> {
    /** The first with IPvlan's flags, and with JSON for links: an older one cannot be used. */
    public static final IpVersion NEEDED = new IpVersion(4, 16);

    /** The oldest that was tried: Debian's 5.10, which calls itself so. */
    public static final IpVersion TRIED = new IpVersion(5, 9);

    private static final Pattern TEXT = Pattern.compile("iproute2-(?:v?(\\d{1,6})\\.(\\d{1,6})|ss(\\d{6}))");

    /** What the last release before {@link #NEEDED} called itself: former ones told the day, as year, month and day. */
    private static final int LAST_TOO_OLD = 180129;

    /** The version in what {@code ip -V} prints, or nothing when it does not say one. */
    public static Optional<IpVersion> in(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        if (matcher.group(3) != null) {
            return Optional.of(Integer.parseInt(matcher.group(3)) > LAST_TOO_OLD ? NEEDED : new IpVersion(0, 0));
        }
        return Optional.of(new IpVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    }

    @Override
    public int compareTo(IpVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    /** The two numbers, as {@code 4.16}. */
    public String text() {
        return major + "." + minor;
    }
}
