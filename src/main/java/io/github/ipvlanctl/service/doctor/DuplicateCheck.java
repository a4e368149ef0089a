package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether somebody else on the wire has an IPv4 address of a link in mode l2. IPv6 has a look of its own before it uses one. */
final class DuplicateCheck implements Check {
    /** Each that nobody else has takes a second, four at a time. */
    private static final int MOST = 64;

    private record Question(Link link, Device parent, Cidr cidr) {}

    @Override
    public String name() {
        return "duplicate";
    }

    @Override
    public String look(Examination machine, Findings found) {
        List<Question> questions = new ArrayList<>();
        for (Link link : machine.links(one -> one.settings().mode() == Mode.L2)) {
            for (Cidr cidr : link.device().assignedAddresses()) {
                Device parent = link.parent();
                // That one has a check of its own; here the machine itself would answer.
                if (parent != null && !cidr.address().isIpv6() && !parent.has(cidr.address())) {
                    questions.add(new Question(link, parent, cidr));
                }
            }
        }
        List<Question> asked = questions.subList(0, Math.min(questions.size(), MOST));
        List<Optional<Wire.Reply>> replies = machine.probe()
                .ask(
                        asked,
                        question -> Wire.ask(
                                machine, question.parent(), question.cidr().address()));
        int unasked = questions.size() - asked.size();
        for (int i = 0; i < asked.size(); i++) {
            Wire.Reply reply = replies.get(i).orElse(null);
            if (reply == null) {
                unasked++;
            } else if (reply.mac() != null) {
                found.problem(
                        asked.get(i).link().device(),
                        asked.get(i).cidr().address() + " is in use on the wire too: " + reply.mac()
                                + " answers for it",
                        List.of(delete(machine, asked.get(i))));
            }
        }
        if (unasked > 0) {
            found.unknown(
                    null,
                    unasked + (unasked == 1 ? " address was" : " addresses were")
                            + " not asked for on the wire: it takes a parent that is up, the arping of iputils, and root");
        }
        return questions.isEmpty()
                ? "there is no address to ask for"
                : "nobody on the wire answers for a link's address";
    }

    private static String delete(Examination machine, Question question) {
        return machine.text(
                IpAddr.delete(question.link().netns(), question.link().name(), question.cidr()));
    }
}
