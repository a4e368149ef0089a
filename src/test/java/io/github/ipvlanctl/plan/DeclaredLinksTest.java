package io.github.ipvlanctl.plan;

import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.StackName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Manifests counted out for other systems, with no machine to look at. */
class DeclaredLinksTest {
    private static final String HOST = "{addresses: [192.168.1.250/32]}";
    private static final String WEB = "{name: web0, netns: web, addresses: [192.168.1.101/24, \"2001:db8::101/64\"]}";

    private static String manifest(String host, String... links) {
        return "version: 1\nparents:\n  - name: eth0\n    host: " + host + "\n    links: [" + String.join(", ", links)
                + "]\n";
    }

    private static List<LinkSpec> links(String manifest) {
        return DeclaredLinks.of(Map.of("f", manifest)).ports().get(0).links();
    }

    private static List<String> refused(String manifest, ErrorKind kind) {
        Failure failure = failureOf(() -> links(manifest));
        assertThat(failure.kind()).isEqualTo(kind);
        return failure.details();
    }

    @Test
    void aHostIsAShimThatLeadsToLinksOfItsFamilyInOtherNamespaces() {
        String file = manifest(HOST, WEB, "{name: here0, addresses: [192.168.1.99/24]}")
                + "  - {name: eth1, links: [{name: far0, netns: far, addresses: [192.168.1.102/24]}]}\n";
        LinkSpec shim = links(file).get(2);

        assertThat(shim.name()).hasToString("eth0-host");
        assertThat(shim.netns()).isNull();
        assertThat(shim.addresses()).hasToString("[192.168.1.250/32]");
        assertThat(shim.routes()).hasToString("[192.168.1.101/32]");
        assertThat(shim.alias()).isEqualTo(Shim.mark(null));
        assertThat(shim.up()).isTrue();
        assertThat(links("stack: edge\n" + file).get(2).alias()).isEqualTo(Shim.mark(new StackName("edge")));
    }

    @Test
    void aShimLeadsToLinksOfLaterDocumentsToo() {
        String later = "  - {name: eth0, links: [" + WEB + "]}\n";

        assertThat(links(manifest(HOST) + later).get(1).routes()).hasToString("[192.168.1.101/32]");
        assertThat(links(manifest("{addresses: [192.168.1.250/32], reach: [web0]}") + later)
                        .get(1)
                        .routes())
                .hasToString("[192.168.1.101/32]");
    }

    @Test
    void whatNoMachineWouldTakeIsToldTogether() {
        String host = "{addresses: [192.168.1.250/32], reach: [web1]}\n    flag: private";

        assertThat(refused(
                        manifest(host, WEB, "{name: x, mtu: 1200, addresses: [\"2001:db8::5/64\"]}"),
                        ErrorKind.CONFLICT))
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("f:4:11: the flag private keeps eth0's links"),
                        text -> assertThat(text).startsWith("f:4:11: eth0 has no link web1 in another namespace"),
                        text -> assertThat(text).contains("MTU 1200 of x is below the 1280 that IPv6 needs"));
    }

    @Test
    void mistakesOfTheFileComeFirst() {
        assertThat(refused(manifest("{}", "{name: x, addresses: [10.0.0.5/24], gateway: 10.1.0.1}"), ErrorKind.USAGE))
                .hasSize(1);
    }

    @Test
    void anExhaustedPoolIsOneMistake() {
        String row = manifest(HOST, "{name: w, replicas: 2, pool: p, netns: \"{name}\"}")
                + "pools: {p: {subnet: 10.0.0.0/30, gateway: 10.0.0.1}}\n";

        assertThat(refused(row, ErrorKind.CONFLICT))
                .containsExactly("f:6:12: the pool 10.0.0.1-10.0.0.2 is exhausted: 1 address is missing");
    }
}
