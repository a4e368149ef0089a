package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Obstacle;
import java.util.ArrayList;
import java.util.List;

/** Whether a device that shall be a parent can be one, or what holds it: a bridge, a bond, macvlan devices. */
final class HeldParentCheck implements Check {
    @Override
    public String name() {
        return "parent-held";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Device parent : machine.parents()) {
            Obstacle obstacle = machine.host().obstacle(parent).orElse(null);
            if (obstacle != null) {
                found.problem(
                        parent,
                        "it cannot be a parent: " + obstacle.reason() + " (" + obstacle.advice() + ")",
                        commands(machine, parent));
            }
        }
        return machine.parents().isEmpty() ? "no device is a parent" : "nothing else holds the parents";
    }

    private static List<String> commands(Examination machine, Device parent) {
        List<String> commands = new ArrayList<>();
        if (parent.master() != null) {
            commands.add(machine.text(
                    parent.netns(), "link", "set", "dev", parent.name().value(), "nomaster"));
        }
        for (Device macvlan : machine.host().macvlansOn(parent)) {
            commands.add(machine.text(
                    macvlan.netns(), "link", "delete", "dev", macvlan.name().value()));
        }
        return commands;
    }
}
