package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Topology.Branch;
import io.github.ipvlanctl.model.Topology.Leaf;
import io.github.ipvlanctl.render.shape.Values;
import java.util.ArrayList;
import java.util.List;

/** What is said of a topology for people, in each of its forms. */
final class TopologyWords {
    private TopologyWords() {}

    /** A parent's name, with what it is on where that is a device of the same namespace. */
    static String name(Branch branch) {
        Device parent = branch.port().parent();
        if (parent == null) {
            return "unseen parent";
        }
        String on = parent.lower() instanceof Lower.Here here ? " on " + here.name() : "";
        String vlan = parent.vlan() == null ? "" : "vlan " + parent.vlan();
        String remark = (vlan + on).strip();
        return parent.name()
                + (remark.isEmpty() ? "" : " (" + remark + ")")
                + parent.netns().remark();
    }

    /** What else there is to say of a parent, where its state is told already: its MTU and addresses. */
    static List<String> details(Device parent) {
        List<String> details = new ArrayList<>(List.of("mtu " + parent.mtu()));
        details.addAll(Values.addresses(parent));
        return details;
    }

    /** What else there is to say of a link, where its state is told already: addresses, and its MTU where it is not its parent's. */
    static List<String> details(Leaf leaf) {
        Device device = leaf.link().device();
        Device parent = leaf.link().parent();
        List<String> details = new ArrayList<>(Values.addresses(device));
        if (parent != null && parent.mtu() != device.mtu()) {
            details.add("mtu " + device.mtu());
        }
        return details;
    }

    /** How many there are of everything: {@code 2 parents, 5 links, 3 namespaces, 1 link not up, 1 problem}. */
    static String summary(List<Branch> branches) {
        List<Leaf> leaves = new ArrayList<>();
        int problems = 0;
        for (Branch branch : branches) {
            leaves.addAll(branch.leaves());
            problems += branch.problems().size();
        }
        int notUp = 0;
        for (Leaf leaf : leaves) {
            problems += leaf.problems().size();
            notUp += leaf.state() == LinkState.UP ? 0 : 1;
        }
        return number(branches.size(), "parent")
                + ", " + number(leaves.size(), "link")
                + ", " + number(Place.of(leaves).size(), "namespace")
                + (notUp == 0 ? "" : ", " + number(notUp, "link") + " not up")
                + (problems == 0 ? "" : ", " + number(problems, "problem"));
    }

    private static String number(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
