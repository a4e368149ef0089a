package io.github.ipvlanctl.fuzz;

import io.github.ipvlanctl.testing.Resources;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Manifests: put together of right and wrong parts, and right ones that were damaged. */
final class Manifests {
    private static final List<String> WHOLE = List.of(
            Resources.text("export/containers.yaml"),
            Resources.text("export/host.yaml"),
            """
            version: 1
            stack: edge
            pools:
              lan: {subnet: 192.0.2.0/24, range: 192.0.2.110-192.0.2.119, gateway: 192.0.2.254}
            parents:
              - name: eth0
                mode: l2
                flag: bridge
                links:
                  - {name: app, replicas: 3, pool: lan, netns: "{name}"}
                  - name: db0
                    netns: db
                    addresses: [192.0.2.51/24, "2001:db8::51/64"]
                    routes: [{to: 10.0.0.0/8, via: 192.0.2.254, metric: 50}]
                    mtu: 1400
              - name: eth2
                host: {addresses: [10.2.0.250/32], reach: [svc0, 10.9.0.0/16]}
            """,
            "version: 1\nparents: [&a {name: eth0, links: [&b {name: a}, *b]}, *a]\n");

    private static final List<String> KEYS = List.of(
            "version",
            "stack",
            "pools",
            "parents",
            "name",
            "mode",
            "flag",
            "host",
            "links",
            "replicas",
            "pool",
            "netns",
            "addresses",
            "gateway",
            "routes",
            "mtu",
            "up",
            "subnet",
            "range",
            "to",
            "via",
            "metric",
            "table",
            "reach",
            "<<",
            "what");

    private Manifests() {}

    static Target<?> target() {
        Arbitrary<String> texts = Arbitraries.frequencyOf(
                Tuple.of(3, Words.damaged(Arbitraries.of(WHOLE))),
                Tuple.of(2, whole()),
                Tuple.of(1, Words.damaged(whole())),
                Tuple.of(1, value(4)));
        Arbitrary<String> verb = Arbitraries.of("plan", "apply", "export networkd", "export compose", "doctor");
        return new Target<>("manifests", Combinators.combine(verb, texts).as(Tuple::of), both -> {
            List<String> line = new ArrayList<>(List.of(both.get1().split(" ", -1)));
            line.addAll(List.of("-f", "-"));
            return Machines.run(line, both.get2(), text -> text).word();
        });
    }

    /** A manifest in its outer shape. */
    private static Arbitrary<String> whole() {
        return Combinators.combine(value(3), value(3))
                .as((pools, links) -> "version: 1\nstack: edge\npools: {lan: " + pools
                        + "}\nparents: [{name: eth0, links: [" + links + "]}]\n");
    }

    /** Anything that YAML can say in flow style, so deep at most. */
    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar = Arbitraries.oneOf(Words.any(), Words.any().map(word -> "\"" + word + "\""));
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<String> below = value(depth - 1);
        Arbitrary<String> key = Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(KEYS)), Tuple.of(1, Words.any()));
        Arbitrary<String> map = Combinators.combine(key, below)
                .as((name, member) -> name + ": " + member)
                .list()
                .ofMaxSize(5)
                .map(members -> "{" + String.join(", ", members) + "}");
        Arbitrary<String> list = below.list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]");
        return Arbitraries.frequencyOf(Tuple.of(2, scalar), Tuple.of(3, map), Tuple.of(1, list));
    }
}
