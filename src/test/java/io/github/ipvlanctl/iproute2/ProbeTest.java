package io.github.ipvlanctl.iproute2;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private final ScriptedRunner runner = new ScriptedRunner();
    private final Probe probe = new Probe(runner, new IpProgram("ip", false, null));

    private Optional<Probe.Answer> ask() {
        return probe.run(Netns.named(new NetnsName("blue")), List.of("ss"));
    }

    @Test
    void whatIsNoFilesTextIsLeftOut() {
        runner.expect("grep -sH '' /a /b").prints("/a:1\nwhat is this\n: this?\n/a:2:3\n/b:\n");

        assertThat(probe.files(Netns.current(), List.of("/a", "/b")))
                .containsOnly(Map.entry("/a", "1\n2:3"), Map.entry("/b", ""));
    }

    @Test
    void whatAProgramSaysIsTheAnswerEvenWhenItFails() {
        runner.expect("ip netns exec blue ss").ends(new Termination.Exited(1), "a", "b");

        assertThat(ask()).contains(new Probe.Answer(1, "a", "b"));
    }

    @Test
    void aProgramThatCouldNotRunGivesNoAnswer() {
        for (String stderr : List.of(
                "exec of \"ss\" failed: No such file or directory\n",
                "nsenter: failed to execute ss: No such file or directory\n",
                "setting the network namespace \"blue\" failed: Operation not permitted\n",
                "Cannot open network namespace \"blue\": Permission denied\n")) {
            runner.expect("ip netns exec blue ss").fails(255, stderr);
            assertThat(ask()).as(stderr).isEmpty();
        }
        runner.expect("ip netns exec blue ss").isKilledBy(9);
        assertThat(ask()).isEmpty();
        runner.expect("ip netns exec blue ss").throwsFailure(ErrorKind.ENVIRONMENT, "cannot run ip: not found");
        assertThat(ask()).isEmpty();
    }

    @Test
    void aSignalIsNoMissingAnswer() {
        runner.expect("ip netns exec blue ss").isInterrupted();

        assertFails(this::ask, ErrorKind.INTERRUPTED, "stopped by a signal", null);
    }
}
