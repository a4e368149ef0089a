package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.devices;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand links on one parent. */
@OnAKernel
class ManyLinksKernelTest {
    private static final int MANY = 1000;
    private static final String SCHEMA = "/io/github/ipvlanctl/schema/link.schema.json";

    @BeforeEach
    void manyLinks() {
        givenParent("eth9");
        given(names().map(name -> "link add link eth9 name " + name + " type ipvlan mode l2 bridge")
                .toArray(String[]::new));
    }

    private static Stream<String> names() {
        return IntStream.range(0, MANY).mapToObj(i -> "ipvl" + i);
    }

    @Test
    void areListedAsTheSchemaSays() throws IOException {
        run("addr add 10.0.0.5/24 2001:db8::5/64 --dev ipvl7").succeeds();
        run("link", "set", "ipvl8", "--alias", "ipvlanctl:edge").succeeds();

        Outcome shown = run("link show -j");
        assertThat(shown.json()).hasSize(MANY);
        try (InputStream in = ManyLinksKernelTest.class.getResourceAsStream(SCHEMA)) {
            assertThat(in).as(SCHEMA).isNotNull();
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
            assertThat(schema.validate(shown.out(), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void areDeletedByOneProcessOfIpAfterALookAtThemAndTheirRoutes() {
        Stream<String> words = Stream.concat(Stream.of("link", "del", "-vv"), names());

        Outcome deleted = run(words.toArray(String[]::new)).succeeds();
        assertThat(deleted.err().lines().filter(line -> line.startsWith("+ "))).hasSize(4);
        deleted.says("+ ip -batch -");
        assertThat(devices()).noneMatch(name -> name.startsWith("ipvl"));
    }

    @Test
    void areNamedOnlyInPartWhenTheyStandInTheWay() {
        run("link add one --parent eth9 --mode l3")
                .exits(3)
                .says("would switch 1000 links on eth9 from l2: ipvl", ", and 990 more");
    }

    @Test
    void switchTogether() {
        run("mode l3 eth9 -o name").succeeds();
        assertThat(ip("-d link show type ipvlan").out().lines().filter(line -> line.contains("mode l3")))
                .hasSize(MANY);
    }

    @Test
    void makeNoErrorForAReaderThatGoesAway() {
        for (String format : List.of("-j", "-otable")) {
            Outcome piped =
                    sh("{ " + Launcher.shellWord() + " link show " + format + "; echo exit $? >&2; } | head -1");
            piped.succeeds().says("exit 0");
            assertThat(piped.err()).as(piped.toString()).isEqualTo("exit 0\n");
            assertThat(piped.out().lines()).hasSize(1);
        }
    }

    @Test
    void areAnErrorWhenTheResultCannotBeWritten() {
        Outcome full = sh(Launcher.shellWord() + " link show -j > /dev/full");
        full.exits(1).says("cannot write the result");
    }
}
