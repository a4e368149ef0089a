package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A manifest in a file, and the commands that take it. */
record Manifests(Path directory) {
    /** The first example of the manual. */
    static final String EXAMPLE = """
            version: 1
            stack: edge
            pools:
              lan: {subnet: 192.168.1.0/24, range: 192.168.1.100-192.168.1.199, gateway: 192.168.1.1}
            parents:
              - name: eth0
                mode: l2
                flag: bridge
                links:
                  - name: web
                    replicas: 10
                    pool: lan
                    netns: "{name}"
                  - name: db0
                    netns: db
                    addresses: [192.168.1.50/24, "2001:db8::50/64"]
                    gateway: 192.168.1.1
                    routes: [{to: 10.0.0.0/8, via: 192.168.1.254, metric: 50}]
                    mtu: 1400
                    up: true
            """;

    /** Writes a manifest; the path for {@code -f}. */
    String write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies a manifest. */
    Outcome apply(String text, String... options) {
        return command("apply", text, options);
    }

    /** Plans a manifest. */
    Outcome plan(String text, String... options) {
        return command("plan", text, options);
    }

    /** Writes a manifest down for another system, into a directory of its own. */
    Path export(String format, String text) {
        try {
            Path target = Files.createDirectories(directory.resolve(format));
            run("export", format, "-f", write("manifest.yaml", text), "--to", target.toString())
                    .succeeds();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome command(String command, String text, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = command;
        words[1] = "-f";
        words[2] = write("manifest.yaml", text);
        System.arraycopy(options, 0, words, 3, options.length);
        return run(words);
    }
}
