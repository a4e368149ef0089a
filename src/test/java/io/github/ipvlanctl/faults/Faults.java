package io.github.ipvlanctl.faults;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.played.Answer;
import io.github.ipvlanctl.played.Call;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All faults. */
final class Faults {
    private static final String HUNDRED_MEGABYTES = "head -c 100000000 /dev/zero | tr '\\0' x";

    private Faults() {}

    /** All of them, in the order of the table's columns. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.add(Fault.sabotage("missing", Files::delete));
        all.add(Fault.sabotage("not executable", program -> {
            Files.delete(program);
            // A shell that has been started for the one before may read this one.
            Files.writeString(program, "#!/bin/sh\nexit 126\n");
        }));
        all.add(Fault.sabotage("directory", program -> {
            Files.delete(program);
            Files.createDirectory(program);
        }));
        endless(all);
        killed(all);
        for (int code : List.of(1, 2, 3, 126, 127, 255)) {
            all.add(Fault.of("exit code", code + "", ErrorKind.FAILED, instead("exit " + code)));
        }
        all.add(Fault.of("exit code", "1, half done", ErrorKind.FAILED, halfway("exit 1")));
        messages(all, "ip", "io.github.ipvlanctl.iproute2.IpError");
        messages(all, "docker", "io.github.ipvlanctl.docker.DockerError");
        printed(all);
        undoing(all);
        return all;
    }

    private static void endless(List<Fault> all) {
        ErrorKind kind = ErrorKind.TIMEOUT;
        all.add(Fault.of("hangs", "nothing done", kind, instead("exec sleep 60")));
        all.add(Fault.of("hangs", "all done", kind, afterwards("exec sleep 60")));
        all.add(Fault.of("hangs", "half done", kind, halfway("exec sleep 60")).forGood());
        all.add(Fault.of("drips", "", kind, afterwards("while :; do printf '['; sleep 0.1; done")));
        all.add(Fault.of("ignores TERM", "", kind, afterwards("trap '' TERM; exec sleep 60")));
    }

    private static void killed(List<Fault> all) {
        ErrorKind kind = ErrorKind.FAILED;
        all.add(Fault.of("killed", "KILL, nothing done", kind, instead("kill -KILL $$")));
        all.add(Fault.of("killed", "KILL, half done", kind, halfway("kill -KILL $$")));
        all.add(Fault.of("killed", "KILL, all done", kind, afterwards("kill -KILL $$")));
        all.add(Fault.of("killed", "SEGV, all done", kind, afterwards("kill -SEGV $$")));
        all.add(Fault.of("killed", "TERM, nothing done", kind, instead("kill -TERM $$")));
        all.add(Fault.of("killed", "PIPE, half done", kind, halfway("kill -PIPE $$")));
    }

    private static void printed(List<Fault> all) {
        ErrorKind kind = ErrorKind.FAILED;
        all.add(Fault.of("truncated", "", kind, call -> {
            Answer answer = call.play();
            return new Played(answer.out().substring(0, answer.out().length() / 2), "", "exit 0");
        }));
        all.add(Fault.of("huge", "", kind, afterwards("printf '[{\"ifname\":\"'; " + HUNDRED_MEGABYTES)));
        all.add(Fault.of("not UTF-8", "", kind, printing("\u00ff\u00fe[{\"ifname\":\"\u00e4\"}]")));
        all.add(Fault.of("not UTF-8", "a name", kind, call -> {
            String out = call.play().out();
            boolean devices = out.startsWith("[{\"ifindex\"") && !call.words().contains("dev");
            return new Played(devices ? "[{\"ifname\":\"\u00ff\u00fe\"}," + out.substring(1) : out, "", "exit 0");
        }));
        for (String text : List.of(
                "{\"a\":1}",
                "[[]]",
                "[{\"ifname\":[],\"dst\":[],\"ifindex\":[]}]",
                "\"ip\"",
                "[1]",
                "Usage: ip what",
                "null")) {
            all.add(Fault.of("wrong shape", text, kind, printing(text)));
        }
        all.add(Fault.of("floods stderr", "and is done", kind, afterwards("exec >&2; " + HUNDRED_MEGABYTES)));
        all.add(Fault.of("floods stderr", "in one line", kind, call -> new Played("", "x".repeat(1 << 20), "exit 2")));
        Fault interrupted = Fault.of(
                "interrupted",
                "",
                kind,
                call -> new Played(call.play().out(), "Dump was interrupted and may be inconsistent.\n", "exit 0"));
        all.add(interrupted);
        all.add(interrupted.forGood());
    }

    private static void undoing(List<Fault> all) {
        Fault refused = Fault.of(
                "undoing", "", ErrorKind.FAILED, call -> new Played("", "RTNETLINK answers: No buffers\n", "exit 2"));
        all.add(named(refused, "killed").then(instead("kill -KILL $$")));
        all.add(named(refused, "killed, all done").then(afterwards("kill -KILL $$")));
        all.add(named(refused, "refused").then(instead("echo 'RTNETLINK answers: No buffers' >&2; exit 2")));
        Fault hangs = named(refused, "hangs");
        all.add(new Fault(
                hangs.family(),
                hangs.name(),
                hangs.strike(),
                instead("exec sleep 60"),
                null,
                false,
                hangs.or(ErrorKind.TIMEOUT).kinds(),
                false,
                true));
    }

    private static Fault named(Fault fault, String name) {
        return new Fault(
                fault.family(),
                name,
                fault.strike(),
                fault.next(),
                fault.sabotage(),
                fault.lasting(),
                fault.kinds(),
                fault.gone(),
                fault.waits());
    }

    /** What the program itself knows that it may be told, each as one line before exit code 2. */
    private static void messages(List<Fault> all, String program, String table) {
        known(table).forEach((words, kind) -> {
            Fault fault = Fault.of(
                    "message",
                    program + ": " + words,
                    kind,
                    call -> call.program().equals(program)
                            ? new Played("", words + "\n", "exit 2")
                            : Played.undisturbed(call));
            boolean gone = kind == ErrorKind.NOT_FOUND || kind == ErrorKind.PERMISSION;
            all.add(gone ? fault.ofThingsGone() : fault);
            if (kind == ErrorKind.PERMISSION) {
                all.add(fault.ofThingsGone().forGood());
            }
        });
        if (program.equals("ip")) {
            all.add(Fault.of(
                    "message",
                    "ip: Unknown device type",
                    ErrorKind.ENVIRONMENT,
                    ofIp(call -> new Played("", "Error: Unknown device type.\n", "exit 2"))));
            all.add(Fault.of(
                    "message",
                    "ip: none that is known",
                    ErrorKind.FAILED,
                    call -> new Played("", "Error: Strange \u0007things.\nmore\n", "exit 2")));
        }
    }

    /** The words that a table of the program has, and what they mean. */
    private static Map<String, ErrorKind> known(String table) {
        try {
            Field field = open(Class.forName(table).getDeclaredField("MEANINGS"));
            Map<String, ErrorKind> known = new LinkedHashMap<>();
            for (Object meaning : (List<?>) field.get(null)) {
                Method words = open(meaning.getClass().getDeclaredMethod("words"));
                Method kind = open(meaning.getClass().getDeclaredMethod("kind"));
                known.put((String) words.invoke(meaning), (ErrorKind) kind.invoke(meaning));
            }
            return known;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the program's table of messages is elsewhere", e);
        }
    }

    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }

    private static Function<Call, Played> ofIp(Function<Call, Played> strike) {
        return call -> call.program().equals("ip") ? strike.apply(call) : Played.undisturbed(call);
    }

    private static Function<Call, Played> instead(String how) {
        return call -> new Played("", "", how);
    }

    private static Function<Call, Played> halfway(String how) {
        return call -> {
            call.playHalf();
            return new Played("", "", how);
        };
    }

    private static Function<Call, Played> afterwards(String how) {
        return call -> {
            call.play();
            return new Played("", "", how);
        };
    }

    private static Function<Call, Played> printing(String out) {
        return call -> {
            call.play();
            return new Played(out, "", "exit 0");
        };
    }
}
