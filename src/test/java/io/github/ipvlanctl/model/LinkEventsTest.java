package io.github.ipvlanctl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LinkEventsTest {
    private static final OffsetDateTime TIME = OffsetDateTime.of(2026, 1, 31, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final Netns HERE = Netns.current();
    private static final Netns BLUE = Sample.netns("blue");
    private static final PortSettings L2 = PortSettings.DEFAULT;

    private static Link link(Netns netns, int index, String name, String... addresses) {
        return link(netns, index, name, L2, addresses);
    }

    private static Link link(Netns netns, int index, String name, PortSettings settings, String... addresses) {
        Lower lower = netns.equals(HERE) ? new Lower.Here(new InterfaceName("eth0")) : new Lower.Elsewhere(2, 0);
        return new Link(Sample.ipvlan(netns, index, name, lower, settings, addresses), settings, null);
    }

    private static List<String> told(List<Link> before, List<Link> after) {
        List<String> told = new ArrayList<>();
        for (LinkEvent event : LinkEvents.between(before, after, TIME)) {
            told.add(event.link().device().label() + " " + event.kind().word() + " " + event.from() + " " + event.to());
        }
        return told;
    }

    @Test
    void tellsNothingWhenAllIsAsItWas() {
        List<Link> links = List.of(link(HERE, 3, "web0"), link(BLUE, 3, "web0"));

        assertThat(told(links, List.copyOf(links))).isEmpty();
    }

    @Test
    void tellsOfEachThingThatHasChanged() {
        assertThat(told(
                        List.of(link(HERE, 3, "web0", "10.0.0.1/24", "10.0.0.2/24")),
                        List.of(link(
                                HERE,
                                3,
                                "web0",
                                new PortSettings(Mode.L3, Flag.VEPA),
                                "10.0.0.2/24",
                                "2001:db8::1/64"))))
                .containsExactly(
                        "web0 mode l2 l3",
                        "web0 flag bridge vepa",
                        "web0 address_removed 10.0.0.1/24 null",
                        "web0 address_added null 2001:db8::1/64");
    }

    @Test
    void knowsALinkByItsIndex() {
        assertThat(told(List.of(link(HERE, 3, "web0")), List.of(link(HERE, 3, "db0"))))
                .containsExactly("db0 renamed web0 db0");
        assertThat(told(List.of(link(HERE, 3, "web0")), List.of(link(HERE, 4, "web0"))))
                .containsExactly("web0 gone null null", "web0 added null null");
    }

    @Test
    void knowsAMovedLinkByItsName() {
        assertThat(told(List.of(link(HERE, 3, "web0")), List.of(link(BLUE, 7, "web0"))))
                .containsExactly("web0 (netns blue) moved null blue");
        assertThat(told(List.of(link(HERE, 3, "web0")), List.of(link(BLUE, 3, "db0"))))
                .containsExactly("web0 gone null null", "db0 (netns blue) added null null");
    }

    @Test
    void linksThatExchangeNamesAreGoneAndNew() {
        assertThat(told(
                        List.of(link(HERE, 3, "a"), link(HERE, 4, "b"), link(HERE, 5, "c")),
                        List.of(link(HERE, 3, "b"), link(HERE, 4, "d"), link(HERE, 5, "c"))))
                .containsExactly("a gone null null", "d renamed b d", "b added null null");
    }

    /** What the manual page promises. */
    @RepeatedTest(200)
    void whoFollowsTheEventsHasWhatIsThere(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Link> before = someLinks(random);
        List<Link> after = someLinks(random);
        Map<List<Object>, Link> kept = new LinkedHashMap<>();
        before.forEach(link -> kept.put(place(link), link));

        for (LinkEvent event : LinkEvents.between(before, after, TIME)) {
            Link link = event.link();
            String from = event.from();
            switch (event.kind()) {
                case GONE -> kept.remove(place(link));
                case MOVED -> {
                    kept.remove(List.<Object>of(from == null ? HERE : Sample.netns(from), link.name()));
                    kept.put(place(link), link);
                }
                case RENAMED -> {
                    kept.remove(List.<Object>of(link.netns(), new InterfaceName(String.valueOf(from))));
                    kept.put(place(link), link);
                }
                default -> kept.put(place(link), link);
            }
        }
        assertThat(kept.values()).containsExactlyInAnyOrderElementsOf(after);
    }

    private static List<Object> place(Link link) {
        return List.of(link.netns(), link.name());
    }

    private static List<Link> someLinks(Random random) {
        List<Link> links = new ArrayList<>();
        for (Netns netns : List.of(HERE, BLUE)) {
            List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
            for (int index = 3; index < 8; index++) {
                String name = names.remove(random.nextInt(names.size()));
                if (random.nextInt(3) > 0) {
                    links.add(link(netns, index, name));
                }
            }
        }
        return links;
    }

    @Test
    void tellsOfWhatTheDeviceIsToo() {
        Device before = Sample.ipvlan(3, "web0", "eth0", L2);
        Device after = Sample.device(
                HERE, 3, "web0", "ipvlan", "ether", "02:00:00:00:00:02", new Lower.Here(new InterfaceName("eth1")), L2);
        Device changed = Sample.aliased(Sample.sized(Sample.with(after, List.of(), null, null), 1400, null), "mine");
        Device eth0 = Sample.ether(HERE, 1, "eth0");
        Device eth1 = Sample.ether(HERE, 2, "eth1");

        assertThat(told(List.of(new Link(before, L2, eth0)), List.of(new Link(changed, L2, eth1))))
                .containsExactly(
                        "web0 parent eth0 eth1",
                        "web0 state up down",
                        "web0 mtu 1500 1400",
                        "web0 mac 02:00:00:00:00:01 02:00:00:00:00:02",
                        "web0 alias null mine");
        assertThat(told(List.of(new Link(before, L2, null)), List.of(new Link(before, L2, eth0))))
                .containsExactly("web0 parent null eth0");
    }
}
