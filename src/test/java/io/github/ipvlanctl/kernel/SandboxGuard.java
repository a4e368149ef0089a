package io.github.ipvlanctl.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets kernel tests run in a sandbox only, since they delete links and namespaces, and gives each an empty machine. A run
 * elsewhere fails: skipped tests would look like passed ones.
 */
final class SandboxGuard implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        boolean sandbox = System.getenv("IPVLANCTL_SANDBOX") != null
                || Files.readString(Path.of("/proc/cpuinfo")).contains("User Mode Linux");
        if (!sandbox) {
            throw new IllegalStateException(
                    "kernel tests delete links and namespaces: run them within scripts/sandbox");
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Machine.clean();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Machine.clean();
    }
}
