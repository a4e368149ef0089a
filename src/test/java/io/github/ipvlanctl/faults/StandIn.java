package io.github.ipvlanctl.faults;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A program that stands in for {@code ip} and docker: a script that tells its process id, and does what it is told. What it
 * is asked, its process shows; what it prints is written for it.
 */
final class StandIn implements AutoCloseable {
    /** Plays a call, with the program's name, its arguments and its stdin. */
    @FunctionalInterface
    interface Player {
        Played play(String program, List<String> words, String input);
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Path, Player> players = new ConcurrentHashMap<>();
    private final Path script;

    /** Writes the script into {@code directory}. */
    StandIn(Path directory) throws IOException {
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        script = Files.writeString(
                directory.resolve("stand-in"), """
                #!/bin/bash
                exec 3<>/dev/tcp/127.0.0.1/PORT 4>&1
                echo $$ >&3 # for the time of which stdout is elsewhere
                IFS= read -r -d '' -u 3 how
                exec 3>&- 4>&-
                eval "$how"
                """.replace("PORT", Integer.toString(server.getLocalPort())));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        threads.execute(this::accept);
    }

    /** Has calls of {@code ip} and {@code docker} in that directory played. */
    void playIn(Path directory, Player player) throws IOException {
        players.put(directory, player);
        for (String program : List.of("ip", "docker")) {
            Files.createSymbolicLink(directory.resolve(program), script);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            Path process = Path.of("/proc", in.readLine());
            List<String> argv = List.of(Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8)
                    .split("\0", -1));
            Path called = Path.of(argv.get(1));
            List<String> words = argv.subList(2, argv.size() - 1);
            String input = words.contains("-batch") ? text(process.resolve("fd/0")) : "";
            Played played =
                    players.get(called.getParent()).play(called.getFileName().toString(), words, input);
            write(process.resolve("fd/4"), played.out());
            write(process.resolve("fd/2"), played.err());
            socket.getOutputStream().write((played.how() + "\0").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The process was ended meanwhile: its caller no longer waits for it.
            return;
        }
    }

    /** A pipe has no size, which Files would ask for. */
    private static String text(Path stream) throws IOException {
        try (var reader = new InputStreamReader(new FileInputStream(stream.toFile()), StandardCharsets.UTF_8)) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    /** A character is a byte: what is printed need not be text. */
    private static void write(Path stream, String text) throws IOException {
        if (!text.isEmpty()) {
            try (var out = Files.newOutputStream(stream)) {
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
