package io.github.ipvlanctl.fuzz;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Words that somebody may type, or a machine may have, and texts that were damaged. */
final class Words {
    /** What has been a name, a number or an address somewhere, and what only looks like one. */
    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "eth0",
            "web0",
            "web1",
            "db0",
            "db",
            "lo",
            "nosuch",
            "ünï",
            "x;y",
            "x\"y",
            "it's",
            "$(id)",
            "`id`",
            "\\",
            "a\\",
            "#",
            "a#b",
            "-",
            "--",
            "-n",
            "--up",
            "..",
            ".",
            "/",
            "a/b",
            "a:b",
            "x%d",
            "{name}",
            "default",
            "auto",
            "up",
            "dev",
            "name",
            "netns",
            "type",
            "0",
            "1",
            "-1",
            "68",
            "1500",
            "65535",
            "65536",
            "2147483648",
            "4294967295",
            "4294967296",
            "99999999999999999999",
            "007",
            "0x10",
            "1e9",
            "+5",
            "٣٤",
            "½",
            "192.0.2.7",
            "192.0.2.103/24",
            "192.0.2.0/24",
            "192.0.2.1",
            "192.0.2.1/24",
            "10.0.0.0/8",
            "0.0.0.0/0",
            "::/0",
            "::",
            "::1",
            "2001:db8::102/64",
            "fe80::1",
            "fe80::1%eth0",
            "::ffff:192.0.2.9",
            "224.0.0.1/4",
            "255.255.255.255/32",
            "192.0.2.1/33",
            "192.0.2.1/-1",
            "192.0.2",
            "192.0.2.01/24",
            "1.2.3.4/",
            "/24",
            "192.0.2.100-192.0.2.199",
            "192.0.2.199-192.0.2.100",
            "l2",
            "l3",
            "l3s",
            "l4",
            "bridge",
            "private",
            "vepa",
            "main",
            "254",
            "10.0.0.0/8,via=192.0.2.254,metric=50",
            "10.0.0.0/8,via=",
            ",",
            "=",
            "a=b",
            "true",
            "false",
            "null",
            "~",
            "\u0000",
            "\n",
            "\t",
            "\r",
            "\u001b[31m",
            "\u202e",
            "\ufeff",
            "\ud800",
            "😀",
            "a234567890123456",
            "ipvlanctl:edge",
            "x".repeat(300));

    private Words() {}

    /** Any word. */
    static Arbitrary<String> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(KNOWN)),
                Tuple.of(2, damaged(Arbitraries.of(KNOWN))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)),
                Tuple.of(1, Arbitraries.integers().map(String::valueOf)));
    }

    /** A text with some damage done to it, or none. */
    static Arbitrary<String> damaged(Arbitrary<String> whole) {
        return Combinators.combine(whole, Arbitraries.integers().between(0, 5), Arbitraries.longs())
                .as((text, wounds, seed) -> damage(text, wounds, new Random(seed)));
    }

    static String damage(String text, int wounds, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 0; i < wounds; i++) {
            int from = random.nextInt(damaged.length() + 1);
            int to = Math.min(damaged.length(), from + 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 3));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(from, to);
                case 1 -> damaged.insert(from, damaged.substring(from, to));
                case 2 -> damaged.insert(from, KNOWN.get(random.nextInt(KNOWN.size())));
                case 3 -> damaged.replace(from, to, KNOWN.get(random.nextInt(KNOWN.size())));
                default -> damaged.insert(from, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x1_0000));
            }
        }
        return damaged.toString();
    }
}
