package io.github.ipvlanctl.exec;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Has the virtual machine make ready what it needs for its first process, which takes it some milliseconds, beside who has other
 * things to do first. Only Java's own classes are touched, whose order of loading is free: that of our own is not, since two
 * threads that begin with two that need each other wait for ever.
 */
public final class ReadAhead {
    private ReadAhead() {}

    /** Begins, and does not wait. */
    public static void start() {
        Thread thread = new Thread(ReadAhead::read, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** In the order in which a command will ask for it. */
    private static void read() {
        load("java.time.Duration");
        load("java.lang.ProcessEnvironment");
        open(new File("/dev/null"));
        ProcessHandle.current();
        end(new CompletableFuture<>());
        load("jdk.internal.event.ProcessStartEvent");
        // Java 25 can log each start of a process; 17 cannot, and the logger is no small thing to make.
        if (Runtime.version().feature() >= 25) {
            System.getLogger(ProcessBuilder.class.getName()).isLoggable(System.Logger.Level.DEBUG);
        }
        write(new PrintWriter(new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8)));
    }

    /** As a process's end is told. */
    private static boolean end(CompletableFuture<Integer> process) {
        CompletableFuture<Integer> told = process.handle((code, exception) -> code);
        process.complete(0);
        return told.isDone();
    }

    /** As a process's stdin is opened. */
    private static boolean open(File file) {
        Redirect redirect = Redirect.from(file);
        try (InputStream stdin = new FileInputStream(redirect.file())) {
            return stdin.available() > 0;
        } catch (IOException e) {
            // Who opens it in earnest will say so.
            return false;
        }
    }

    /** As a result is written. */
    private static void write(PrintWriter result) {
        result.print('\n');
        result.flush();
    }

    /** Loads a class that only Java itself uses, or that is needed as it is. Events are in no archive of classes. */
    private static void load(String name) {
        try {
            Class.forName(name);
        } catch (ClassNotFoundException e) {
            // A Java that has no such class does without.
            return;
        }
    }
}
