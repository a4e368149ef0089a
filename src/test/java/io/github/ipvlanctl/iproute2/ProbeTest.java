package io.github.ipvlanctl.iproute2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void whatIsNoFilesTextIsLeftOut() {
        ScriptedRunner runner = new ScriptedRunner();
        runner.expect("grep -sH '' /a /b").prints("/a:1\nwhat is this\n/a:2:3\n/b:\n");

        assertThat(new Probe(runner, new IpProgram("ip", false, null)).files(Netns.current(), List.of("/a", "/b")))
                .containsOnly(Map.entry("/a", "1\n2:3"), Map.entry("/b", ""));
    }
}
