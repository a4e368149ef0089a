package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand links, of which the 700th cannot have its address. */
@OnAKernel
class StackConflictKernelTest {
    private static final int HEAD = 5;
    private static final String WHERE = "manifest.yaml:" + (HEAD + 700) + ":9: ";

    @TempDir
    Path files;

    private Manifests manifests;

    @BeforeEach
    void parent() {
        manifests = new Manifests(files);
        givenParent("eth9");
    }

    private static String address(int number) {
        return "10.9." + number / 250 + "." + (number % 250 + 1);
    }

    private static String manifest() {
        return IntStream.rangeClosed(1, 1000)
                .mapToObj(
                        i -> "      - {name: l" + i + ", netns: n" + i % 2 + ", addresses: [" + address(i) + "/16]}\n")
                .collect(Collectors.joining("", """
                        version: 1
                        stack: edge
                        parents:
                          - name: eth9
                            links:
                        """, ""));
    }

    @Test
    void isRefusedBeforeAnythingRunsWhenAnotherStackHasIt() {
        manifests
                .apply("{version: 1, stack: other, parents: [{name: eth9, links: [{name: holder, addresses: ["
                        + address(700) + "/16]}]}]}")
                .succeeds();
        String before = state();

        Outcome refused = manifests.apply(manifest(), "-v").exits(3);
        refused.says("1 mistake", WHERE + address(700) + " is in use on holder");
        assertThat(refused.err().lines().filter(line -> line.startsWith("+ ")))
                .allMatch(line -> line.contains(" show"));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void isUndoneWholeWhenItIsTakenAfterPlanning() {
        String before = state();
        String ip = StandInIp.write(files, """
                case "$words" in
                *-batch*)
                    if [ ! -e '%1$s/taken' ]; then
                        : > '%1$s/taken'
                        ip link add link eth9 name thief type ipvlan mode l2 bridge
                        ip address add %2$s/16 dev thief
                    fi ;;
                esac
                """.formatted(files, address(700)));

        Outcome failed = manifests.apply(manifest(), "--ip", ip).exits(3);
        failed.says(WHERE + "l700 (netns n0): the address is in use on another IPvlan link of the same parent");
        assertThat(state()).contains("thief");
        ip("link delete dev thief").succeeds();
        assertThat(state()).isEqualTo(before);
    }
}
