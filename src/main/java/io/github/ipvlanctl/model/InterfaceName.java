package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.nio.charset.StandardCharsets;

/**
 * The name of a network device, as {@code dev_valid_name} (net/core/dev.c) allows it: 1 to 15 bytes of UTF-8 without
 * {@code /}, {@code :} and white space, and neither {@code .} nor {@code ..}.
 *
 * @param value the name as it is; {@link #toString()} is safe to print
 */
public record InterfaceName(String value) {
    private static final int MAX_BYTES = 15;
    /** The kernel's {@code isspace} is Latin-1's, and it looks at bytes: 0xA0 is in it, and so is the à of UTF-8. */
    private static final int LATIN1_NO_BREAK_SPACE = 0xa0;

    /**
     * Checks the name.
     *
     * @throws Failure of kind {@code USAGE} when no device can have it
     */
    public InterfaceName {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String allowed = "a name is 1 to 15 bytes without '/', ':' and white space";
        if (bytes.length == 0) {
            throw Failure.usage("an interface name cannot be empty", allowed);
        }
        if (bytes.length > MAX_BYTES) {
            throw Failure.usage(
                    "'" + Display.safe(value) + "' is not an interface name: it has " + bytes.length + " bytes",
                    allowed);
        }
        if (value.equals(".") || value.equals("..")) {
            throw Failure.usage("'" + value + "' is not an interface name", allowed);
        }
        for (byte b : bytes) {
            int c = b & 0xff;
            if (c == '/' || c == ':' || c == 0 || c == ' ' || (c >= 9 && c <= 13) || c == LATIN1_NO_BREAK_SPACE) {
                throw Failure.usage(
                        "'" + Display.safe(value) + "' is not an interface name: it holds " + describe(c), allowed);
            }
        }
    }

    /**
     * A name that a user wants for a device.
     *
     * @throws Failure of kind {@code USAGE} also when the name has a {@code %}, which the kernel would expand, and for the two
     *     that it refuses (sysctl_dev_name_is_allowed, include/linux/inetdevice.h)
     */
    public static InterfaceName parse(String text) {
        if (text.indexOf('%') >= 0) {
            throw Failure.usage(
                    "'" + Display.safe(text) + "' is not an interface name: the kernel expands '%'",
                    "choose a name without '%'");
        }
        if (text.equals("all") || text.equals("default")) {
            throw Failure.usage(
                    "'" + text + "' is not an interface name: sysctl has it for all devices together",
                    "choose another name");
        }
        return new InterfaceName(text);
    }

    private static String describe(int c) {
        return switch (c) {
            case '/' -> "'/'";
            case ':' -> "':'";
            case 0 -> "a zero byte";
            case LATIN1_NO_BREAK_SPACE -> "the byte 0xa0, which the kernel takes for white space";
            default -> "white space";
        };
    }

    @Override
    public String toString() {
        return Display.safe(value);
    }
}
