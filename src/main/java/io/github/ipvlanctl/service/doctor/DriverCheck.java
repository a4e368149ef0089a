package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.Probe.Answer;
import io.github.ipvlanctl.model.Netns;
import java.util.List;
import java.util.Optional;

/** Whether this kernel has the ipvlan driver, or finds it when the first link is made. */
final class DriverCheck implements Check {
    private static final String DRIVER = "ipvlan";

    /** What the kernel asks modprobe for when somebody makes a link of that type (rtnl_newlink, net/core/rtnetlink.c). */
    private static final String ALIAS = "rtnl-link-" + DRIVER;

    @Override
    public String name() {
        return "driver";
    }

    @Override
    public String look(Examination machine, Findings found) {
        if (!machine.links().isEmpty()
                || machine.probe()
                        .run(Netns.current(), List.of("test", "-e", "/sys/module/" + DRIVER))
                        .filter(answer -> answer.exit() == 0)
                        .isPresent()) {
            return "the kernel has the ipvlan driver";
        }
        Answer byItself = modprobe(machine, ALIAS).orElse(null);
        if (byItself == null) {
            found.unknown(null, "the ipvlan driver is not loaded, and there is no modprobe to ask whether it can be");
        } else if (byItself.exit() != 0) {
            found.problem(
                    null,
                    "this kernel has no ipvlan driver, nor a module of it: it is built without CONFIG_IPVLAN, "
                            + "or its modules are not installed",
                    List.of());
        } else if (byItself.out().isBlank()) {
            found.problem(
                    null,
                    "the ipvlan driver is not loaded, and the kernel does not load it by itself: a blacklist of modprobe's "
                            + "names it",
                    List.of("modprobe " + DRIVER));
        }
        return "the ipvlan driver is loaded when the first link is made";
    }

    /** Asks what would be loaded; nothing is. For a module on a blacklist that is nothing. */
    private static Optional<Answer> modprobe(Examination machine, String module) {
        return machine.probe().run(Netns.current(), List.of("modprobe", "--show-depends", module));
    }
}
