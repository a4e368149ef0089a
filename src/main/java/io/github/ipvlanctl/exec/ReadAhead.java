package io.github.ipvlanctl.exec;

import java.util.concurrent.CompletableFuture;

/**
 * Has the virtual machine make ready what it needs for its first process, which takes it some milliseconds, beside who has other
 * things to do first. Only Java's own classes are touched, whose order of loading is free.
 */
public final class ReadAhead {
    private ReadAhead() {}

    /** Begins, and does not wait. */
    public static void start() {
        Thread thread = new Thread(ReadAhead::read, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read() {
        load("jdk.internal.event.ProcessStartEvent");
        ProcessHandle.current();
        new CompletableFuture<Void>().isDone();
        // Java 25 can log each start of a process; 17 cannot, and the logger is no small thing to make.
        if (Runtime.version().feature() >= 25) {
            System.getLogger(ProcessBuilder.class.getName()).isLoggable(System.Logger.Level.DEBUG);
        }
    }

    /** Events are in no archive of classes: a recording may want them in another form. */
    private static void load(String event) {
        try {
            Class.forName(event);
        } catch (ClassNotFoundException e) {
            // A Java that has no such event does without.
            return;
        }
    }
}
