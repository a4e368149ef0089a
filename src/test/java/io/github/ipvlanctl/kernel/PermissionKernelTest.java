package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an ordinary user gets. */
@OnAKernel
class PermissionKernelTest {
    @BeforeEach
    void aPort() {
        givenParent("eth9");
        given("link add link eth9 name ipvl0 type ipvlan mode l2 bridge");
    }

    private static Outcome runAsNobody(String words) {
        return sh("exec setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all " + Launcher.openToAll()
                + " " + words);
    }

    @Test
    void isToldHowToMakeALink() {
        String before = state();

        runAsNobody("link add ipvl1 --parent eth9 --mode l2").exits(5).says("this needs root", "with sudo", "--sudo");
        runAsNobody("link del ipvl0").exits(5).says("this needs root");
        runAsNobody("netns add blue").exits(5);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void isToldTheSameAsJson() {
        Outcome refused = runAsNobody("link set ipvl0 --up -j").exits(5);
        JsonObject error =
                JsonParser.parseString(refused.err()).getAsJsonObject().getAsJsonObject("error");

        assertThat(error.get("kind").getAsString()).isEqualTo("permission");
        assertThat(error.get("exit_code").getAsInt()).isEqualTo(5);
        assertThat(error.get("command").toString()).contains("\"link\",\"set\",\"dev\",\"ipvl0\",\"up\"");
        assertThat(error.get("stderr").getAsString()).contains("Operation not permitted");
    }

    @Test
    void seesLinks() {
        givenNetns("blue");

        runAsNobody("link show -o name").succeeds().prints("ipvl0");
        runAsNobody("link show -j").one();
        runAsNobody("addr show").succeeds();
        runAsNobody("netns list").succeeds().prints("blue");
        runAsNobody("parent list").succeeds().prints("eth9").says("other namespaces cannot be looked into");
    }

    @Test
    void isToldByTheDoctorWhatIsMissing() {
        runAsNobody("doctor -q").exits(1).prints("the caller lacks CAP_NET_ADMIN and CAP_SYS_ADMIN", "--sudo doctor");
    }

    @Test
    void seesWhatADryRunWouldDoWhereThatIsAllowed() {
        runAsNobody("link set ipvl0 --up --dry-run").succeeds().prints("ip link set dev ipvl0 up");
    }
}
