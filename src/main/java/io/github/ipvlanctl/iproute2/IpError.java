package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.model.Display;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ip} meant when it failed. Its exit code alone tells nothing (1 is its own refusal, a missing device, or a
 * failed batch; 2 the kernel's; 255 a bad argument or a missing namespace), so its words are read.
 */
final class IpError {
    private static final String BATCH_FAILED = "Command failed -:";
    private static final String OTHERWISE_BUSY =
            "another program may be changing it: look with 'ipvlanctl parent list --all'";

    private static final String IS_THERE = "it came to be after ipvlanctl had looked, or is there already";
    private static final String SWITCH_IPV6_ON =
            "'sysctl net.ipv6.conf.all.disable_ipv6=0' in that namespace switches it on";
    private static final String NEWER = "install iproute2 5.9 or newer, or name a newer one with --ip PATH";

    private record Meaning(
            String words,
            ErrorKind kind,
            @Nullable String message,
            @Nullable String hint) {}

    /** The first entry whose words are in what was printed decides; without a message the printed line is one. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    "Operation not permitted",
                    ErrorKind.PERMISSION,
                    "this needs root",
                    "run it with sudo, or add --sudo, which runs only ip as root"),
            new Meaning(
                    "RTNETLINK answers: Permission denied",
                    ErrorKind.ENVIRONMENT,
                    "IPv6 is switched off there",
                    SWITCH_IPV6_ON),
            new Meaning("ipv6: IPv6 is disabled", ErrorKind.ENVIRONMENT, "IPv6 is switched off there", SWITCH_IPV6_ON),
            new Meaning(
                    "setting the network namespace",
                    ErrorKind.NOT_FOUND,
                    "the namespace's name stands for none: its file was left behind",
                    "'ipvlanctl netns del NAME' takes the name away"),
            new Meaning(
                    "Permission denied",
                    ErrorKind.PERMISSION,
                    "this needs root",
                    "run it with sudo, or add --sudo, which runs only ip as root"),
            new Meaning(
                    "a password is required",
                    ErrorKind.PERMISSION,
                    "sudo asks for a password, and nothing here prompts",
                    "run 'sudo -v' first, or allow ip in sudoers with NOPASSWD"),
            new Meaning("sudo:", ErrorKind.PERMISSION, null, "sudo refused; run ipvlanctl itself as root"),
            new Meaning(
                    "Unknown error 524",
                    ErrorKind.ENVIRONMENT,
                    "this kernel has no mode l3s",
                    "it needs CONFIG_IPVLAN_L3S; mode l3 does without"),
            new Meaning("Option \"", ErrorKind.ENVIRONMENT, "this ip is too old", NEWER),
            new Meaning(
                    "unknown option",
                    ErrorKind.ENVIRONMENT,
                    "this ip is too old: it does not know IPvlan's flags",
                    NEWER),
            new Meaning(
                    "Address already assigned to an ipvlan device",
                    ErrorKind.CONFLICT,
                    "the address is in use on another IPvlan link of the same parent",
                    "'ipvlanctl link show --all-netns' shows whose it is"),
            new Meaning("File exists", ErrorKind.CONFLICT, null, IS_THERE),
            new Meaning("ipv4: Address already assigned", ErrorKind.CONFLICT, null, IS_THERE),
            new Meaning("ipv6: address already assigned", ErrorKind.CONFLICT, null, IS_THERE),
            new Meaning("Device or resource busy", ErrorKind.CONFLICT, null, OTHERWISE_BUSY),
            new Meaning("No space left on device", ErrorKind.CONFLICT, null, "a parent carries at most 65533 links"),
            new Meaning("Invalid \"netns\" value", ErrorKind.NOT_FOUND, null, "the namespace was there a moment ago"),
            new Meaning("Cannot find device", ErrorKind.NOT_FOUND, null, "it was there a moment ago, or never"),
            new Meaning("does not exist", ErrorKind.NOT_FOUND, null, "'ipvlanctl link show' lists the links"),
            new Meaning(
                    "Cannot open network namespace",
                    ErrorKind.NOT_FOUND,
                    null,
                    "'ipvlanctl netns list' shows the namespaces"));

    private IpError() {}

    /** The failure that a result stands for. */
    static Failure classify(CommandResult result) {
        Failure failure = named(result);
        return failure.hint() == null ? failure.withHint("-v shows each command that is run") : failure;
    }

    private static Failure named(CommandResult result) {
        return meaning(result).from(result.command().argv(), result.stderr());
    }

    /** The same, for the one step of a batch that failed. */
    static Failure classify(CommandResult result, Step failed) {
        Failure failure = named(result);
        List<String> words = failed.command().words();
        if (words.contains("set") && words.contains("name") && result.stderr().contains("Device or resource busy")) {
            failure = failure.withMessage("this kernel renames a link only while it is down")
                    .withHint("add --down, which drops its routes and IPv6 addresses, and set it up again afterwards");
        }
        String origin = failed.origin();
        return origin == null ? failure : failure.withMessage(origin + ": " + failure.text());
    }

    private static Failure meaning(CommandResult result) {
        Failure killed = result.killed();
        if (killed != null) {
            return killed;
        }
        String text = result.stderr();
        String line = firstLine(text);
        boolean creation = result.command().toString().contains("link add ");
        if (text.contains("Unknown device type") || (creation && text.contains("Operation not supported"))) {
            return driverMissing(result);
        }
        for (Meaning meaning : MEANINGS) {
            if (text.contains(meaning.words())) {
                return Failure.of(
                        meaning.kind(), meaning.message() == null ? says(line) : meaning.message(), meaning.hint());
            }
        }
        return Failure.of(
                ErrorKind.FAILED, line.isEmpty() ? result.program() + " failed without a word" : says(line), null);
    }

    private static String says(String line) {
        return "ip says: " + (line.endsWith(".") ? line.substring(0, line.length() - 1) : line);
    }

    private static Failure driverMissing(CommandResult result) {
        boolean vlan = result.command().toString().contains(" type vlan ");
        String driver = vlan ? "8021q" : "ipvlan";
        return Failure.of(
                ErrorKind.ENVIRONMENT,
                "this kernel has no " + driver + " driver",
                "load it with 'modprobe " + driver + "'; a kernel built without it needs "
                        + (vlan ? "CONFIG_VLAN_8021Q" : "CONFIG_IPVLAN"));
    }

    /** How a command failed, for a list of what did: in its own words, or how it ended where it has none. */
    static String inWords(CommandResult result) {
        String line = firstLine(result.stderr());
        return line.isEmpty() || result.termination().uncertain()
                ? meaning(result).text()
                : line;
    }

    /** The first line that says something, without the prefixes that say nothing. */
    static String firstLine(String stderr) {
        for (String line : stderr.split("\n", -1)) {
            String said = line.strip();
            for (String prefix : List.of("RTNETLINK answers: ", "Error: ")) {
                said = said.startsWith(prefix) ? said.substring(prefix.length()) : said;
            }
            if (!said.isEmpty() && !said.startsWith(BATCH_FAILED)) {
                return Display.beginning(said);
            }
        }
        return "";
    }

    /** The number of the batch line that failed, from 1, or 0 when {@code ip} names none (it does not for bad arguments). */
    static int failedLine(String stderr) {
        int at = stderr.lastIndexOf(BATCH_FAILED);
        int end = at + BATCH_FAILED.length();
        int line = 0;
        for (int i = end; at >= 0 && i < stderr.length() && Character.isDigit(stderr.charAt(i)); i++) {
            line = line * 10 + Character.digit(stderr.charAt(i), 10);
        }
        return line;
    }

    /** True when a namespace is gone, or its file stands for none (it was left behind when the machine went down). */
    static boolean namespaceGone(CommandResult result) {
        String text = result.stderr();
        return text.contains("Cannot open network namespace")
                || (text.contains("setting the network namespace") && text.contains("Invalid argument"))
                || (text.contains("nsenter:") && (text.contains("No such file") || text.contains("No such process")));
    }

    /** True when a named device is not there. */
    static boolean deviceGone(CommandResult result) {
        return result.stderr().contains("does not exist") || result.stderr().contains("Cannot find device");
    }

    /**
     * True when all that failed is that things were missing: a step that did not come to run cannot be taken back, and need
     * not.
     */
    static boolean onlyMissing(CommandResult result) {
        List<String> said = result.stderr()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("Command failed"))
                .toList();
        return !result.termination().uncertain()
                && !said.isEmpty()
                && said.stream()
                        .allMatch(line -> line.contains("Cannot find device")
                                || line.contains("does not exist")
                                || line.contains("Cannot assign requested address")
                                || line.contains("ipv4: Address not found")
                                || line.contains("ipv6: address not found")
                                || line.contains("No such process")
                                || line.contains("No such file or directory"));
    }

    /** True when the caller lacks the rights, which the kernel looks at before anything else. */
    static boolean notAllowed(CommandResult result) {
        return result.stderr().contains("Operation not permitted");
    }

    /** True when an address may only be busy for a moment: its last holder's namespace is still being taken down. */
    static boolean addressBusy(CommandResult result) {
        return result.stderr().contains("Address already assigned to an ipvlan device");
    }

    /** True when links changed during a listing, which then may be incomplete; {@code ip} exits with 0 all the same. */
    static boolean interrupted(CommandResult result) {
        return result.stderr().contains("Dump was interrupted");
    }
}
