package io.github.ipvlanctl.plan;

import static io.github.ipvlanctl.plan.World.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.ipvlanctl.export.LiveLinks;
import io.github.ipvlanctl.export.Targets;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A manifest that was written down from what is: the schema allows it, and planning it changes nothing. */
class ExportedManifestTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Resources.text("io/github/ipvlanctl/schema/manifest.schema.json"));

    private final List<String> notes = new ArrayList<>();

    private static World world(Dev... links) {
        return new World().here(Dev.ether("eth0", 2)).in("yes", links);
    }

    private static Dev link(String name, int index) {
        return Dev.ipvlanElsewhere(name, index, 2).up().alias("ipvlanctl:edge");
    }

    private String exported(World world) throws IOException {
        StackSpec links = LiveLinks.of(
                new StackName("edge"),
                world.host().ports(),
                link -> world.routes(List.of(link.netns())).values().stream()
                        .flatMap(List::stream)
                        .filter(route -> route.dev().equals(link.name()))
                        .toList(),
                (link, what) -> notes.add(link + ": " + what + " is left out"));
        String yaml = Targets.files(Targets.named("manifest"), links).get(0).text();
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
        assertThat(lines(world.plan(yaml))).as(yaml).containsExactly("unchanged");
        return yaml;
    }

    @Test
    void holdsWhatAManifestCanSay() throws IOException {
        World world = world(
                        link("x", 2).mtu(1400).address("10.0.0.5/24").address("fe80::5/64"),
                        link("y", 3).down().address("2001:db8::5/64"))
                .route(
                        "yes",
                        "x",
                        "{\"dst\":\"default\",\"gateway\":\"10.0.0.1\",\"metric\":50},"
                                + "{\"dst\":\"1.0.0.0/8\",\"scope\":\"link\",\"table\":\"4294967295\"}")
                .route6("yes", "x", "{\"dst\":\"default\",\"gateway\":\"fe80::1\",\"metric\":1024}");
        assertThat(exported(world)).isEqualTo("""
                version: 1
                stack: edge
                parents:
                - name: eth0
                  mode: l2
                  flag: bridge
                  links:
                  - name: x
                    netns: 'yes'
                    addresses:
                    - 10.0.0.5/24
                    - fe80::5/64
                    mtu: 1400
                    routes:
                    - to: 1.0.0.0/8
                      table: 4294967295
                    - to: default
                      via: 10.0.0.1
                      metric: 50
                    - to: ::/0
                      via: fe80::1
                  - name: 'y'
                    netns: 'yes'
                    addresses:
                    - 2001:db8::5/64
                    up: false
                """);
        assertThat(notes).isEmpty();
    }

    @Test
    void holdsAShimAsItsParentsHost() throws IOException {
        World world = world(link("x", 2).address("10.0.0.5/24"), link("z", 4).address("10.0.0.7/24"))
                .here(shim().address("10.0.0.250/32").address("2001:db8::250/128"))
                .routeHere("eth0-host", "{\"dst\":\"10.0.0.5\",\"flags\":[]},{\"dst\":\"10.0.0.96/28\",\"flags\":[]}");

        assertThat(exported(world)).contains("""
                  flag: bridge
                  host:
                    name: eth0-host
                    addresses:
                    - 10.0.0.250/32
                    - 2001:db8::250/128
                    reach:
                    - 10.0.0.5/32
                    - 10.0.0.96/28
                  links:
                """).doesNotContain("- name: eth0-host");
        assertThat(notes).isEmpty();
    }

    @Test
    void leavesAShimAloneThatHasMore() throws IOException {
        for (World world : List.of(
                world(link("x", 2)).here(shim().address("10.0.0.250/32").down()),
                world(link("x", 2)).here(shim().address("10.0.0.250/24")),
                world(link("x", 2))
                        .here(shim().address("10.0.0.250/32"))
                        .routeHere("eth0-host", "{\"dst\":\"10.9.0.0/16\",\"gateway\":\"10.0.0.1\",\"flags\":[]}"),
                world(link("x", 2))
                        .here(shim().address("10.0.0.250/32"))
                        .routeHere("eth0-host", "{\"dst\":\"10.0.0.5\",\"metric\":5,\"flags\":[]}"))) {
            assertThat(exported(world)).doesNotContain("eth0-host");
        }
        assertThat(notes)
                .hasSize(4)
                .containsOnly(
                        "eth0-host: the shim, which is down or has more than a manifest's host can have, is left out");
    }

    private static Dev shim() {
        return Dev.ipvlan("eth0-host", 9, "eth0").up().alias("ipvlanctl-host:edge");
    }

    @Test
    void leavesOutWhatItCannotSayWithANote() throws IOException {
        World world = world(link("x", 2)
                        .mtu(9000)
                        .address("10.0.0.5/24")
                        .address(
                                "10.0.0.6/24",
                                "\"scope\":\"link\",\"broadcast\":\"10.0.0.255\",\"label\":\"x:1\",\"noprefixroute\":true")
                        .leasedAddress("10.0.0.9/24", 300)
                        .peerAddress("10.2.0.1", "10.2.0.2/32"))
                .route(
                        "yes",
                        "x",
                        "{\"dst\":\"1.0.0.0/8\",\"nexthops\":[{\"gateway\":\"10.0.0.1\",\"dev\":\"x\"},{\"gateway\":\"10.0.0.2\",\"dev\":\"x\"}]},"
                                + "{\"dst\":\"2.0.0.0/8\",\"gateway\":\"10.0.0.1\",\"prefsrc\":\"10.0.0.5\"},"
                                + "{\"dst\":\"3.0.0.0/8\",\"gateway\":\"10.0.0.1\",\"flags\":[\"onlink\"]},"
                                + "{\"dst\":\"4.0.0.0/8\",\"via\":{\"family\":\"inet6\",\"host\":\"fe80::1\"}},"
                                + "{\"dst\":\"5.0.0.0/8\",\"gateway\":\"10.0.0.1\",\"protocol\":\"bird\"},"
                                + "{\"dst\":\"6.0.0.0/8\",\"gateway\":\"10.0.0.1\"}");
        assertThat(exported(world))
                .contains(
                        "addresses:\n    - 10.0.0.5/24\n    - 10.0.0.6/24\n    routes:\n    - to: 6.0.0.0/8\n      via: 10.0.0.1\n");
        assertThat(notes)
                .containsExactly(
                        "x (netns yes): 'broadcast 10.0.0.255 scope link label x:1 noprefixroute' of the address 10.0.0.6/24 is left out",
                        "x (netns yes): the address 10.0.0.9/24, which was learnt, is left out",
                        "x (netns yes): the address 10.2.0.1 with the peer 10.2.0.2 is left out",
                        "x (netns yes): its MTU of 9000, above the 1500 of its parent, is left out",
                        "x (netns yes): the route to 1.0.0.0/8 with several nexthops is left out",
                        "x (netns yes): the route 2.0.0.0/8 via 10.0.0.1 src 10.0.0.5 is left out",
                        "x (netns yes): the route 3.0.0.0/8 via 10.0.0.1 onlink is left out",
                        "x (netns yes): the route 4.0.0.0/8 via fe80::1 is left out");
    }

    @Test
    void holdsADefaultRouteThatAModeWouldNotHaveAsked() throws IOException {
        World world = world(link("x", 2).port("l3", "bridge").address("10.0.0.5/24"))
                .route("yes", "x", "{\"dst\":\"default\",\"gateway\":\"10.0.0.1\"}");
        assertThat(exported(world)).contains("mode: l3", "via: 10.0.0.1");
    }
}
