package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@code ip} is called here.
 *
 * @param path its name or path
 * @param sudo whether it runs as root through {@code sudo -n}
 * @param home the named namespace to act in, or null for the caller's own
 */
public record IpProgram(String path, boolean sudo, @Nullable NetnsName home) {
    /** One command, with {@code options} of {@code ip} before it. */
    Command command(IpCommand command, String... options) {
        List<String> argv = prefix(command);
        argv.addAll(List.of(options));
        argv.addAll(command.words());
        return new Command(argv, null);
    }

    /** One command or several that join, as one process. */
    Command changing(List<IpCommand> commands) {
        return commands.size() == 1 ? command(commands.get(0)) : batch(commands);
    }

    /** Several commands that join, as one process. */
    Command batch(List<IpCommand> commands, String... options) {
        List<String> argv = prefix(commands.get(0));
        argv.addAll(List.of(options));
        argv.addAll(List.of("-batch", "-"));
        return new Command(argv, IpBatch.text(commands));
    }

    /** Another program, where commands of that namespace act; only there, through {@code ip} or nsenter, does it run as root. */
    List<String> within(Netns netns, List<String> program) {
        List<String> argv = new ArrayList<>();
        NetnsName name =
                netns instanceof Netns.Named named ? named.name() : netns.equals(Netns.current()) ? home : null;
        if (name != null) {
            argv.addAll(prefix(IpNetns.exec(name, program)));
            argv.addAll(IpNetns.exec(name, program).words());
            return argv;
        }
        if (netns instanceof Netns.OfProcess process) {
            argv.addAll(sudo ? List.of("sudo", "-n") : List.of());
            argv.addAll(List.of("nsenter", "--net=" + process.path()));
        }
        argv.addAll(program);
        return argv;
    }

    private List<String> prefix(IpCommand command) {
        Netns netns = command.netns();
        List<String> argv = new ArrayList<>();
        if (sudo) {
            argv.addAll(List.of("sudo", "-n"));
        }
        if (netns instanceof Netns.OfProcess process) {
            argv.addAll(List.of("nsenter", "--net=" + process.path()));
        }
        argv.add(path);
        NetnsName name =
                netns instanceof Netns.Named named ? named.name() : netns.equals(Netns.current()) ? home : null;
        // "ip -n X netns add Y" would mount Y in a mount namespace of its own, where it is lost at once.
        if (name != null && !command.isNetns()) {
            argv.addAll(List.of("-n", name.value()));
        }
        return argv;
    }
}
