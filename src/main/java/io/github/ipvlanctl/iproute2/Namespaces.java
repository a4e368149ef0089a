package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.SystemProcessRunner;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The machine's network namespaces: those with a name (files below /run/netns) and those that only processes hold, such
 * as containers' (/proc/PID/ns/net, {@code namespaces(7)}). Each is listed once, told apart by its inode.
 */
public final class Namespaces {
    /** No paths: on the way of a command that looks at no other namespace, nothing of java.nio is loaded. */
    private final File names;

    private final File processes;

    /** Reads the two directories, /run/netns and /proc on a real machine. */
    public Namespaces(File names, File processes) {
        this.names = names;
        this.processes = processes;
    }

    /**
     * All namespaces but one.
     *
     * @param netns the others, named ones first, each once
     * @param complete false when some process's namespace could not be read, for lack of rights
     */
    public record Others(List<Netns> netns, boolean complete) {}

    /** The named ones, in the order of their names. */
    public List<NetnsName> named() {
        List<NetnsName> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(names.toPath())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                // ip itself does not make others, and what a listing cannot show is nobody's.
                if (name.chars().noneMatch(Character::isISOControl)) {
                    found.add(new NetnsName(name));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.of(ErrorKind.FAILED, "cannot read " + names + ": " + e.getMessage(), null);
        }
        found.sort((a, b) -> a.value().compareTo(b.value()));
        return found;
    }

    /**
     * The names that stand for no namespace: plain files, left behind when a machine went down. All namespaces' files are of
     * one file system.
     */
    public List<NetnsName> stale() {
        try {
            Object namespaces = fileSystem(processes.toPath().resolve("self/ns/net"));
            List<NetnsName> stale = new ArrayList<>();
            for (NetnsName name : named()) {
                if (!fileSystem(names.toPath().resolve(name.value())).equals(namespaces)) {
                    stale.add(name);
                }
            }
            return stale;
        } catch (IOException e) {
            throw Failure.of(ErrorKind.FAILED, "cannot read a namespace's file: " + e.getMessage(), "run it again");
        }
    }

    private static Object fileSystem(Path file) throws IOException {
        return Files.getAttribute(file, "unix:dev");
    }

    /** Where a name stands. */
    public boolean exists(NetnsName name) {
        return Files.exists(names.toPath().resolve(name.value()));
    }

    /**
     * The namespaces beside the current one.
     *
     * @param home the current one's name, or null when it is this process's own
     */
    public Others others(@Nullable NetnsName home) {
        Set<String> seen = new HashSet<>();
        seen.add(currentInode(home));
        List<Netns> found = new ArrayList<>();
        for (NetnsName name : named()) {
            if (seen.add(inodeOf(name))) {
                found.add(Netns.named(name));
            }
        }
        boolean complete = true;
        for (Map.Entry<Long, Path> process : processDirectories().entrySet()) {
            try {
                if (seen.add(linkOf(process.getValue()))) {
                    found.add(new Netns.OfProcess(process.getKey()));
                }
            } catch (IOException e) {
                boolean ended = e instanceof NoSuchFileException;
                complete &= ended;
            }
        }
        return new Others(found, complete);
    }

    /** Whether a name stands for the current namespace. */
    public boolean isCurrent(NetnsName name, @Nullable NetnsName home) {
        return inodeOf(name).equals(currentInode(home));
    }

    /** Whether a process is in this process's own namespace; false when that cannot be read. */
    public boolean holdsCurrent(long pid) {
        try {
            return linkOf(processes.toPath().resolve(Long.toString(pid))).equals(currentInode(null));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What tells the namespace of that name from one that somebody makes under it later: its inode, whose number the kernel
     * gives away again, and when that came to be. Null when there is none.
     */
    public @Nullable String identity(NetnsName name) {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(names.toPath().resolve(name.value()), "unix:ino,lastModifiedTime");
            return attributes.get("ino") + " " + attributes.get("lastModifiedTime");
        } catch (IOException e) {
            return null;
        }
    }

    /** Those of the named namespaces that processes are in, each with the lowest id of them, as far as can be read. */
    public Map<NetnsName, Long> inhabited(Collection<NetnsName> wanted) {
        Map<String, Long> processes = new HashMap<>();
        processDirectories().forEach((id, directory) -> {
            try {
                processes.putIfAbsent(linkOf(directory), id);
            } catch (IOException e) {
                return;
            }
        });
        Map<NetnsName, Long> inhabited = new LinkedHashMap<>();
        for (NetnsName name : wanted) {
            Long process = processes.get(inodeOf(name));
            if (process != null) {
                inhabited.put(name, process);
            }
        }
        return inhabited;
    }

    /**
     * Which namespaces processes are in, as far as can be read.
     *
     * @param known namespaces that only processes hold
     * @param pids the processes in question
     * @return those of the processes that are in one of them, each with that
     */
    public Map<Long, Netns> whereabouts(Collection<Netns.OfProcess> known, Collection<Long> pids) {
        Map<String, Netns> byInode = new HashMap<>();
        known.forEach(netns -> inodeOf(netns.pid()).ifPresent(inode -> byInode.put(inode, netns)));
        Map<Long, Netns> whereabouts = new HashMap<>();
        for (Long pid : pids) {
            inodeOf(pid).map(byInode::get).ifPresent(netns -> whereabouts.put(pid, netns));
        }
        return whereabouts;
    }

    /** Whether a process is there that an ipvlanctl, the process {@code pid}, has started. */
    public boolean isAtWork(String pid) {
        String mark = "\0" + SystemProcessRunner.STARTED_BY + "=" + pid + "\0";
        for (Path process : processDirectories().values()) {
            if (environment(process).contains(mark)) {
                return true;
            }
        }
        return false;
    }

    /** A process's variables, a zero byte before and after each; none when it has ended meanwhile. */
    private static String environment(Path process) {
        try {
            return "\0" + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<String> inodeOf(long pid) {
        try {
            return Optional.of(linkOf(processes.toPath().resolve(Long.toString(pid))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String currentInode(@Nullable NetnsName home) {
        if (home != null) {
            return inodeOf(home);
        }
        try {
            return linkOf(processes.toPath().resolve("self"));
        } catch (IOException e) {
            throw Failure.of(ErrorKind.ENVIRONMENT, "cannot read " + processes + "/self/ns/net", "mount /proc");
        }
    }

    private Map<Long, Path> processDirectories() {
        Map<Long, Path> directories = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(processes.toPath())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (Character.isDigit(name.charAt(0))) {
                    directories.put(Long.valueOf(name), entry);
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw Failure.of(ErrorKind.ENVIRONMENT, "cannot read " + processes + ": " + e.getMessage(), "mount /proc");
        }
        return directories;
    }

    /** A process's namespace as its link says it: {@code net:[4026531840]}. */
    private static String linkOf(Path process) throws IOException {
        return Files.readSymbolicLink(process.resolve("ns/net")).toString();
    }

    private String inodeOf(NetnsName name) {
        Path file = names.toPath().resolve(name.value());
        try {
            return "net:[" + Files.getAttribute(file, "unix:ino") + "]";
        } catch (IOException e) {
            return file.toString();
        }
    }
}
