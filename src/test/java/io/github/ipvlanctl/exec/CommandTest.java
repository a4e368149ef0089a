package io.github.ipvlanctl.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void needsAProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(List.of()))
                .withMessage("a command needs a program");
    }

    @Test
    void showsItselfAsAShellWouldReadIt() {
        assertThat(Command.of(List.of("ip", "link", "show", "dev", "x;y"))).hasToString("ip link show dev 'x;y'");
    }
}
