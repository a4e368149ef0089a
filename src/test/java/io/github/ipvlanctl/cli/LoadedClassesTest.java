package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a command does not need is not loaded: that would take time at every start. */
class LoadedClassesTest {
    @Test
    void theProgramsHelpNeedsNoCommand() throws Exception {
        assertThat(loadedBy("--help"))
                .contains("io.github.ipvlanctl.cli.Program")
                .noneMatch(name -> name.matches("io\\.github\\.ipvlanctl\\.cli\\.[a-z]+\\..*"));
    }

    @Test
    void aCommandNeedsNoOther() throws Exception {
        assertThat(loadedBy("link", "show", "--help"))
                .contains("io.github.ipvlanctl.cli.link.LinkShow")
                .noneMatch(name -> name.matches("io\\.github\\.ipvlanctl\\.cli\\.(?!link\\.)[a-z]+\\..*"));
    }

    private static List<String> loadedBy(String... words) throws Exception {
        Recorder recorder = new Recorder();
        recorder.loadClass("io.github.ipvlanctl.Main")
                .getMethod(
                        "run",
                        OutputStream.class,
                        OutputStream.class,
                        boolean.class,
                        boolean.class,
                        Function.class,
                        String[].class)
                .invoke(
                        null,
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        false,
                        false,
                        (Function<String, String>) name -> null,
                        words);
        return recorder.loaded;
    }

    /** Loads the program's classes once more, and keeps their names. */
    private static final class Recorder extends ClassLoader {
        private final List<String> loaded = new ArrayList<>();

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null || !name.startsWith("io.github.ipvlanctl.")) {
                return known != null ? known : super.loadClass(name, resolve);
            }
            loaded.add(name);
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
