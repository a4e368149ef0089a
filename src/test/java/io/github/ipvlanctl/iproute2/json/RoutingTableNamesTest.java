package io.github.ipvlanctl.iproute2.json;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingTableNamesTest {
    private final Path root;

    RoutingTableNamesTest(@TempDir Path root) {
        this.root = root;
    }

    private long number(String word) {
        return RoutingTableNames.number(word, List.of(root.resolve("nowhere"), root));
    }

    @Test
    void numbersAndTheNamesOfEveryMachineNeedNoFile() {
        assertThat(number("100")).isEqualTo(100);
        assertThat(number("main")).isEqualTo(254);
        assertThat(number("default")).isEqualTo(253);
        assertThat(number("local")).isEqualTo(255);
    }

    @Test
    void theEmptyNameIsNoTables() {
        assertFails(
                () -> number(""),
                ErrorKind.FAILED,
                "ip names a routing table '', which no rt_tables has",
                "are /etc/iproute2/rt_tables and rt_tables.d readable?");
    }

    @Test
    void namesAreLookedUpWhereIpLooksThemUp() throws IOException {
        Files.writeString(root.resolve("rt_tables"), "# tables\n#1 old\n\n 100\tisp1 # the first\n0x65 isp2\n");
        Path further = Files.createDirectory(root.resolve("rt_tables.d"));
        Files.writeString(further.resolve("vpn.conf"), "200 vpn\n");
        Files.writeString(further.resolve("readme"), "201 readme\n");

        assertThat(number("isp1")).isEqualTo(100);
        assertThat(number("isp2")).isEqualTo(101);
        assertThat(number("vpn")).isEqualTo(200);
        for (String unknown : List.of("old", "readme")) {
            assertFails(
                    () -> number(unknown),
                    ErrorKind.FAILED,
                    "ip names a routing table '" + unknown + "', which no rt_tables has",
                    "are /etc/iproute2/rt_tables and rt_tables.d readable?");
        }
    }
}
