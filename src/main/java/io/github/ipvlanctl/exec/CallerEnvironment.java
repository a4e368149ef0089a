package io.github.ipvlanctl.exec;

import java.util.List;
import java.util.Map;

/**
 * The environment variables of whoever called the program. Its launcher gives the virtual machine a locale of its own and
 * hides from it what is meant for other Java programs; it keeps what these variables were in others, named with a prefix.
 */
final class CallerEnvironment {
    private static final String PREFIX = "IPVLANCTL_CALLER_";

    /** What the launcher sets or hides. Another name, with the prefix, would pass what sudo has taken away. */
    private static final List<String> NAMES =
            List.of("LC_ALL", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

    private CallerEnvironment() {}

    /** Turns this process's environment back into the caller's. An empty variable is one that was not set. */
    static void restore(Map<String, String> environment) {
        for (String name : List.copyOf(environment.keySet())) {
            if (name.startsWith(PREFIX)) {
                String value = environment.remove(name);
                String original = name.substring(PREFIX.length());
                if (!NAMES.contains(original)) {
                    continue;
                }
                if (value.isEmpty()) {
                    environment.remove(original);
                } else {
                    environment.put(original, value);
                }
            }
        }
    }
}
