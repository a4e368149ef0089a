package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage: two lines, exit code 2, and nothing is run. */
class UsageTest {
    private final Cli cli;

    UsageTest(@TempDir Path directory) {
        cli = new Cli(new Machine(directory));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lnk                                 | there is no command 'lnk'                    | did you mean link?",
                "frobnicate                          | there is no command 'frobnicate'             | there are: link, addr, mode, flag, route, netns, parent, host, …",
                "link ad x                           | there is no command 'ad' of 'link'           | did you mean add?",
                "link frob                           | there is no command 'frob' of 'link'         | there are: add, set, del, show",
                "link ls --frob                      | there is no option '--frob'                  | see 'ipvlanctl link show --help'",
                "completion ls                       | there is no command 'ls' of 'completion'     | there are: bash, zsh, fish",
                "help lnk                            | there is no command 'lnk'                    | did you mean link?",
                "help link shw                       | there is no command 'shw' of 'link'          | did you mean show?",
                "mode l4 eth0                        | there is no command 'l4' of 'mode'           | did you mean l2 or l3?",
                "link                                | a command is missing                         | see 'ipvlanctl link --help'",
                "link add                            | NAME is missing | see 'ipvlanctl link add --help'",
                "link add x                          | --parent DEV is missing      | see 'ipvlanctl link add --help'",
                "link add --parent eth0              | NAME is missing           | see 'ipvlanctl link add --help'",
                "link add x --parent                 | --parent DEV is missing | see 'ipvlanctl link add --help'",
                "link add x --parent eth0 extra      | 'extra' is one word too many                 | the first word after the command is the name, whatever it spells; see 'ipvlanctl link add --help'",
                "link add x --parnt eth0             | there is no option '--parnt'                 | did you mean --parent?",
                "link show --parnt eth0              | there is no option '--parnt'                 | did you mean --parent?",
                "link add x --parent eth0 --mode l4  | --mode: 'l4' is not a mode                   | one of l2, l3, l3s",
                "link add x --parent eth0 --mtu 1    | --mtu: '1' is not an MTU                     | an MTU is a whole number of bytes from 68 to 65535",
                "link add x%d --parent eth0          | 'x%d' is not an interface name: the kernel expands '%' | choose a name without '%'",
                "link add x --parent eth0 --gateway 10.0.0.1 | routes need the link to be up        | add --up",
                "link add x --parent eth0 --address 10.0.0.1 | --address: '10.0.0.1' has no prefix length | write 10.0.0.1/24, or 10.0.0.1/32 for the address alone",
                "link set ipvl0                      | nothing to set                               | give at least one of --up, --down, --mtu, --rename, --into, --alias, --txqueuelen",
                "link set ipvl0 --up --down          | --up and --down exclude each other           | give one of them",
                "link del                            | LINK is missing           | see 'ipvlanctl link del --help'",
                "addr add --dev ipvl0                | CIDR is missing           | see 'ipvlanctl addr add --help'",
                "addr add 1.2.3/24 --dev ipvl0       | '1.2.3' is not an IP address                 | for example 192.168.1.10 or 2001:db8::10",
                "mode l3                             | DEV is missing            | see 'ipvlanctl mode l3 --help'",
                "netns exec blue                     | COMMAND is missing        | see 'ipvlanctl netns exec --help'",
                "netns exec blue --                  | there is no command to run | ipvlanctl netns exec blue -- COMMAND...",
                "link show -o tree                   | --output: 'tree' is not an output format     | one of table, json, yaml, name",
                "topology -o xml                     | --output: 'xml' is not an output format      | one of table, json, yaml, name, tree, dot, mermaid, svg",
                "link show -o xml                    | --output: 'xml' is not an output format      | one of table, json, yaml, name",
                "link show --color sometimes         | --color: 'sometimes' is not a choice of colour | one of auto, always, never",
                "link show --timeout 0               | --timeout: '0' is not a number of seconds    | a whole number from 1 to 86400",
                "link show -n a/b                    | --netns: 'a/b' is not a namespace name       | a name is 1 to 255 bytes without '/' and control characters, and neither '.' nor '..'",
                "link show -x                        | there is no option '-x'                      | see 'ipvlanctl link show --help'",
                "link show -o json -o table          | --output is given more than once             | give it once",
                "-o json link show --output table    | --output is given more than once             | give it once",
                "-n a link show -n b                 | --netns is given more than once              | give it once",
                "-o name -o table                    | --output is given more than once             | give it once",
                "--sudo --sudo link show             | --sudo is given more than once               | give it once",
                "link add x link eth0 --parent eth1  | --parent is given more than once             | give it once",
                "--sudo=x link show                  | option '--sudo' should be specified without 'x' parameter | see 'ipvlanctl link show --help'",
                "--frob                              | there is no option '--frob'                  | see 'ipvlanctl --help'",
                "link add x --parent eth0 --create-netns | --create-netns needs --into              | add --into NETNS, or leave --create-netns out",
                "link set x -- --dry-run             | '--dry-run' is one word too many             | options stand before '--'; see 'ipvlanctl link set --help'",
                "addr flush --dev x -- -j            | '-j' is one word too many                    | options stand before '--'; see 'ipvlanctl addr flush --help'",
                "link set --frob -- x                | there is no option '--frob'                  | see 'ipvlanctl link set --help'",
                "lnik                                | there is no command 'lnik'                   | did you mean link?",
            })
    void isToldInTwoLines(String line, String message, String hint) {
        cli.line(line).fails(2, message, hint);
    }

    @Test
    void noWordAtAllIsACommandMissing() {
        cli.run().fails(2, "a command is missing", "see 'ipvlanctl --help'");
    }

    @Test
    void aRepeatedOptionIsNamedInJsonToo() {
        assertThat(cli.line("--output table --output json link show").err())
                .contains("\"message\":\"--output is given more than once\"");
    }

    @Test
    void anIpWithoutANameIsNone() {
        cli.run("--ip", "", "link", "show")
                .fails(2, "--ip: '' is not a program", "the name or the path of iproute2's ip");
    }

    @Test
    void anEmptyWordIsNoCommand() {
        cli.run("")
                .fails(2, "there is no command ''", "there are: link, addr, mode, flag, route, netns, parent, host, …");
    }
}
