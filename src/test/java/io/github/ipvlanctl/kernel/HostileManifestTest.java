package io.github.ipvlanctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Manifests that are meant to do harm: the program as it is installed refuses them within a second and 256 MB. On this
 * machine and not in the sandbox, where a second is a tenth of one; nothing is asked of its network.
 */
@Tag("image")
class HostileManifestTest {
    private static final double SECONDS = 1;
    private static final long KILOBYTES = 256 * 1024;

    /** Another program may take the processor meanwhile; not each time. */
    private static final int ATTEMPTS = 5;

    @TempDir
    Path directory;

    /** What a refusal took. */
    private record Usage(double seconds, long kilobytes) {}

    @BeforeEach
    void theFilesAreThereAlready() throws IOException {
        refused("warm", "-f", "nowhere", 4);
    }

    @Test
    void whatIsNoManifestAtAllIsRefused() throws IOException {
        try (RandomAccessFile gigabyte =
                new RandomAccessFile(directory.resolve("gigabyte").toFile(), "rw")) {
            gigabyte.setLength(1L << 30);
        }
        refused("a gigabyte", "-f", "gigabyte", 2);
        refused("an endless device", "-f", "/dev/zero", 2);
        refused("noise", "-f", "/dev/urandom", 2);
        refused("a directory", "-f", ".", 2);
        refused("an endless pipe", "-f /dev/stdin", "yes |", 2);
        refused("endless input", "-f -", "cat /dev/zero |", 2);
    }

    @Test
    void whatHasMoreInItThanItSeemsIsRefused() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        StringBuilder laughs = new StringBuilder("version: 1\nparents:\n- &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("- &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        texts.put("a billion laughs", laughs.toString());
        texts.put("deep lists", "version: 1\nparents: " + "[".repeat(2_000_000));
        texts.put("deep mappings", "version: 1\nparents: " + "{a: ".repeat(1_000_000));
        texts.put("deep blocks", "version: 1\nparents:\n " + "- ".repeat(2_000_000));
        texts.put("many values", "version: 1\nparents: [" + "1,".repeat(2_000_000) + "]");
        texts.put("many documents", "--- {}\n".repeat(580_000));
        texts.put("many keys", "version: 1\n" + "k: 1\n".repeat(800_000));
        texts.put("many mistakes", "version: 1\nparents: [{name: e, links: [" + "{nam: 1},".repeat(24_000) + "]}]");
        texts.put("comments", "#\n".repeat(2_000_000));
        texts.put("a long word", "version: 1\nparents: []\nstack: " + "x".repeat(4_000_000));
        texts.put(
                "a long number",
                "version: 1\nparents: [{name: e, links: [{name: a, mtu: " + "9".repeat(4_000_000) + "}]}]");
        texts.put("a long address", link("addresses: [\"" + "1.".repeat(2_000_000) + "\"]"));
        texts.put("enormous numbers", link("replicas: 99999999999999999999, mtu: 1e999999999"));
        texts.put("a million replicas", link("replicas: 1000000"));
        texts.put("more than a parent can carry", link("replicas: 65533}, {name: b, replicas: 65533"));
        texts.put("keys twice", "version: 1\nversion: 1\nparents: []\nparents: []\n");
        texts.put("a NUL", "version: 1\nparents: [{name: \"e\0th0\"}]\n");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(directory.resolve("manifest"), text.getValue());
            refused(text.getKey(), "-f", "manifest", 2);
        }
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) {
            Files.writeString(directory.resolve("manifest"), "version: 1 # ü\nparents: []\n", charset);
            refused(charset.name(), "-f", "manifest", 2);
        }
    }

    private static String link(String rest) {
        return "version: 1\nparents: [{name: e, links: [{name: a, " + rest + "}]}]\n";
    }

    /** {@code file}, or the beginning of a pipe where {@code option} names it already. */
    private void refused(String what, String option, String file, int exit) throws IOException {
        String program = Launcher.shellWord() + " plan " + option;
        String line = file.endsWith("|") ? file + " " + program : "exec " + program + " " + file;
        Usage least = new Usage(Double.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 0; i < ATTEMPTS && (least.seconds() >= SECONDS || least.kilobytes() >= KILOBYTES); i++) {
            Usage usage = use(what, line, exit);
            least = new Usage(
                    Math.min(least.seconds(), usage.seconds()), Math.min(least.kilobytes(), usage.kilobytes()));
        }
        assertThat(least.seconds()).as(what + ": seconds").isLessThan(SECONDS);
        assertThat(least.kilobytes()).as(what + ": kB").isLessThan(KILOBYTES);
    }

    private Usage use(String what, String line, int exit) throws IOException {
        Path err = directory.resolve("err");
        long start = System.nanoTime();
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        long most = 0;
        try {
            while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, peak(process.toHandle()));
                for (ProcessHandle child : process.descendants().toList()) {
                    most = Math.max(most, peak(child));
                }
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String said = Files.readString(err);
        assertThat(process.exitValue()).as(what + ": " + said).isEqualTo(exit);
        assertThat(said)
                .as(what)
                .startsWith("ipvlanctl: ")
                .contains("\n  hint: ")
                .doesNotContain("a bug");
        return new Usage(seconds, most);
    }

    /** The most memory that a process has had so far, in kB. */
    private static long peak(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
