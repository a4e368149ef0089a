package io.github.ipvlanctl.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.render.shape.EventShape;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.render.shape.RouterSyntax;
import io.github.ipvlanctl.render.shape.UpstreamShape;
import io.github.ipvlanctl.render.topology.TopologyShape;
import io.github.ipvlanctl.testing.Golden;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RendererTest {
    @ParameterizedTest
    @MethodSource("io.github.ipvlanctl.render.SchemaTest#samples")
    <T> void writesEachShapeInEachFormatAsItAlwaysDid(Shape<T> shape, List<T> things) {
        for (Format format : Format.values()) {
            if (!Format.COMMON.contains(format) && shape.text(things, format, false) == null) {
                continue;
            }
            Golden.assertMatches(
                    "output/" + shape.name() + "." + format.name().toLowerCase(Locale.ROOT),
                    Renderer.render(shape, things, format, false));
        }
    }

    @Test
    void writesATableInColours() {
        Golden.assertMatches(
                "output/link.colours", Renderer.render(new LinkShape(), Samples.links(), Format.TABLE, true));
    }

    @ParameterizedTest
    @EnumSource(RouterSyntax.class)
    void writesRoutesAsARouterTakesThem(RouterSyntax syntax) {
        Golden.assertMatches(
                "output/upstream." + syntax.word(),
                Renderer.render(new UpstreamShape(syntax), Samples.upstream(), Format.TABLE, false));
    }

    @ParameterizedTest
    @EnumSource(names = {"TABLE", "JSON", "YAML", "NAME"})
    void writesPiecesOfWhatGoesOn(Format format) {
        Golden.assertMatches(
                "output/event." + format.name().toLowerCase(Locale.ROOT),
                Renderer.piece(new EventShape(), Samples.events(), format, false)
                        + Renderer.piece(new EventShape(), List.of(), format, false)
                        + Renderer.piece(new EventShape(), Samples.events().subList(0, 1), format, false));
    }

    @Test
    void writesATreeInColours() {
        Golden.assertMatches(
                "output/topology.colours",
                Renderer.render(new TopologyShape(), TopologySample.branches(), Format.TREE, true));
    }

    @Test
    void writesFailuresAsJson() {
        Golden.assertMatches(
                "output/error.json",
                String.join("", Samples.failures().stream().map(Renderer::json).toList()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"TABLE", "JSON", "YAML", "NAME"})
    void noThingsAreAnEmptyListOrNothing(Format format) {
        String expected =
                switch (format) {
                    case JSON, YAML -> "[]\n";
                    default -> "";
                };
        assertThat(Renderer.render(new LinkShape(), List.of(), format, false)).isEqualTo(expected);
    }

    @Test
    void aTableNeverWritesWhatATerminalWouldObey() {
        assertThat(Renderer.render(new LinkShape(), Samples.links(), Format.TABLE, false))
                .doesNotContain("\u001b")
                .contains("\\u001b[31m");
    }

    @Test
    void textThatOtherReadersOfYamlTakeForSomethingElseIsQuoted() {
        for (String text : List.of(
                "~",
                "yes",
                "No",
                "ON",
                "off",
                "y",
                "null",
                "NULL",
                "True",
                "1",
                "1_000",
                "0x1F",
                "0o17",
                "1e3",
                "1.5",
                ".5",
                ".inf",
                ".NaN",
                "12:30",
                "02:00:00:00:00:01",
                "1:2:3:4:5:6:7:8",
                "2001-01-01",
                "=",
                "<<")) {
            assertThat(Yaml.text(List.of(text))).isEqualTo("- '" + text + "'\n");
        }
        for (String text : List.of("web0", "192.168.1.1", "192.168.1.1/24", "2001:db8::1", "default", "yes0", "a:b")) {
            assertThat(Yaml.text(List.of(text))).isEqualTo("- " + text + "\n");
        }
    }

    @Test
    void jsonKeepsTextAsItIs() {
        assertThat(Renderer.render(new LinkShape(), Samples.links(), Format.JSON, false))
                .contains("\"name\":\"ünï'y\"")
                .contains("\"alias\":\"ipvlanctl:edge \\\"x\\\" \\u001b[31m\"");
    }

    @Test
    void aFailureIsOneLineOfJson() {
        assertThat(Renderer.json(Failure.of(ErrorKind.NOT_FOUND, "there is no link x", null)))
                .isEqualTo("{\"error\":{\"kind\":\"not_found\",\"message\":\"there is no link x\",\"hint\":null,"
                        + "\"exit_code\":4,\"command\":[],\"stderr\":null,\"details\":[]}}\n");
    }
}
