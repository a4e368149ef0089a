package io.github.ipvlanctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JavaLogTest {
    private final System.Logger log = new JavaLog().getLogger("java.lang.ProcessBuilder", Object.class.getModule());

    @ParameterizedTest
    @EnumSource(value = System.Logger.Level.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void wantsNothingAndTakesAll(System.Logger.Level level) {
        assertThat(log.isLoggable(level)).isFalse();
        assertThatCode(() -> {
                    log.log(level, "text", new IllegalStateException());
                    log.log(level, (ResourceBundle) null, "{0}", "value");
                })
                .doesNotThrowAnyException();
    }
}
