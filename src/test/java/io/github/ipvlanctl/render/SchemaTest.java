package io.github.ipvlanctl.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.LinkEvent;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Problem;
import io.github.ipvlanctl.model.Verdict;
import io.github.ipvlanctl.testing.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped schemas against what the program writes. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String text(Shape<?> shape) {
        return Resources.text("io/github/ipvlanctl/schema/" + shape.name() + ".schema.json");
    }

    private static JsonNode node(Shape<?> shape) throws JsonProcessingException {
        JsonNode schema = JSON.readTree(text(shape));
        return shape == Shapes.ERROR
                ? schema.at("/properties/error")
                : shape == Shapes.NOTE || shape == Shapes.EVENT ? schema : schema.at("/items");
    }

    private static Set<ValidationMessage> errors(String schema, String json) throws JsonProcessingException {
        JsonSchema parsed = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
        return parsed.validate(JSON.readTree(json));
    }

    static List<Shape<?>> shapes() {
        return Shapes.ALL;
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                arguments(Shapes.LINK, Samples.links()),
                arguments(Shapes.ADDRESS, Samples.addresses()),
                arguments(Shapes.PORT, Samples.ports()),
                arguments(Shapes.ROUTE, Samples.routes()),
                arguments(Shapes.upstream(RouterSyntax.IP), Samples.upstream()),
                arguments(Shapes.NETNS, Samples.namespaces()),
                arguments(Shapes.FINDING, Samples.findings()),
                arguments(Shapes.EXPLANATION, Samples.explanations()),
                arguments(Shapes.PARENT, Samples.parents()),
                arguments(Shapes.SHIM, Samples.shims()),
                arguments(Shapes.DOCKER_NETWORK, Samples.dockerNetworks()),
                arguments(Shapes.FILE, Samples.files()),
                arguments(Shapes.WRITTEN, Samples.files()),
                arguments(Shapes.TOPOLOGY, TopologySample.branches()),
                arguments(Shapes.TRAFFIC, Samples.traffic()));
    }

    private static <T> Arguments arguments(Shape<T> shape, List<T> things) {
        return Arguments.of(shape, things);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aSchemaIsOneItself(Shape<?> shape) throws JsonProcessingException {
        JsonNode schema = JSON.readTree(text(shape));
        String dialect = schema.path("$schema").asText();
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of(dialect));

        assertThat(dialect).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(meta.validate(schema)).isEmpty();
        assertThat(schema.path("title").asText()).isNotEmpty();
        assertThat(schema.path("description").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aSchemaHasTheShapesKeysAllRequiredAndDescribed(Shape<?> shape) throws JsonProcessingException {
        JsonNode object = node(shape);
        List<String> properties = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(properties::add);
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asText()));

        assertThat(properties).isEqualTo(shape.keys());
        assertThat(required).isEqualTo(shape.keys());
        assertThat(object.path("properties"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).isNotEmpty());
        assertThat(object.path("additionalProperties").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void whatIsWrittenFitsItsSchema(Shape<T> shape, List<T> things) throws JsonProcessingException {
        assertThat(things).isNotEmpty();
        assertThat(errors(text(shape), Renderer.render(shape, things, Format.JSON, false)))
                .isEmpty();
        assertThat(errors(text(shape), Renderer.render(shape, List.of(), Format.JSON, false)))
                .isEmpty();
    }

    @Test
    void failuresFitTheirSchema() throws JsonProcessingException {
        for (Failure failure : Samples.failures()) {
            assertThat(errors(text(Shapes.ERROR), Renderer.json(failure))).isEmpty();
        }
    }

    @Test
    void notesFitTheirSchema() throws JsonProcessingException {
        assertThat(errors(text(Shapes.NOTE), Renderer.note("what to \"know\""))).isEmpty();
    }

    @Test
    void eachLineOfWhatGoesOnFitsItsSchema() throws JsonProcessingException {
        String events = Renderer.piece(Shapes.EVENT, Samples.events(), Format.JSON, false);

        assertThat(events.lines()).hasSize(Samples.events().size());
        for (String line : events.lines().toList()) {
            assertThat(errors(text(Shapes.EVENT), line)).isEmpty();
            assertThat(errors(text(Shapes.LINK), "[" + JSON.readTree(line).path("link") + "]"))
                    .isEmpty();
        }
        assertThat(errors(text(Shapes.EVENT), events.lines().toList().get(0).replace("added", "adopted")))
                .isNotEmpty();
    }

    @Test
    void theSchemasRefuseWhatDoesNotFit() throws JsonProcessingException {
        String link = Renderer.render(Shapes.LINK, Samples.links(), Format.JSON, false);

        assertThat(errors(text(Shapes.LINK), link.replace("\"mode\":\"l3\"", "\"mode\":\"l4\"")))
                .isNotEmpty();
        assertThat(errors(text(Shapes.LINK), link.replace("\"mtu\":", "\"MTU\":")))
                .isNotEmpty();
        assertThat(errors(text(Shapes.LINK), "{}")).isNotEmpty();
        assertThat(errors(text(Shapes.ERROR), "{\"error\":{}}")).isNotEmpty();
        assertThat(errors(text(Shapes.NOTE), "{\"note\":\"\"}")).isNotEmpty();
    }

    @Test
    void theSchemasKnowEveryWord() throws JsonProcessingException {
        assertThat(words(Shapes.LINK, "mode"))
                .isEqualTo(Stream.of(Mode.values()).map(Mode::word).toList());
        assertThat(words(Shapes.LINK, "flag"))
                .isEqualTo(Stream.of(Flag.values()).map(Flag::word).toList());
        assertThat(words(Shapes.LINK, "state"))
                .isEqualTo(Stream.of(LinkState.values()).map(LinkState::word).toList());
        assertThat(words(Shapes.EVENT, "event"))
                .isEqualTo(Stream.of(LinkEvent.Kind.values())
                        .map(LinkEvent.Kind::word)
                        .toList());
        assertThat(words(Shapes.FINDING, "verdict"))
                .isEqualTo(Stream.of(Verdict.values()).map(Verdict::word).toList());
        assertThat(words(Shapes.ERROR, "kind"))
                .isEqualTo(Stream.of(ErrorKind.values()).map(ErrorKind::word).toList());
    }

    @Test
    void theTopologysSchemaKnowsEveryLinksKeyAndEveryProblem() throws JsonProcessingException {
        JsonNode links = node(Shapes.TOPOLOGY).at("/properties/links/items");
        List<String> keys = new ArrayList<>(Shapes.LINK.keys());
        keys.add("problems");
        List<String> properties = new ArrayList<>();
        links.path("properties").fieldNames().forEachRemaining(properties::add);
        List<String> required = new ArrayList<>();
        links.path("required").forEach(name -> required.add(name.asText()));
        List<String> kinds = new ArrayList<>();
        links.at("/properties/problems/items/properties/kind/enum").forEach(word -> kinds.add(word.asText()));

        assertThat(properties).isEqualTo(keys);
        assertThat(required).isEqualTo(keys);
        assertThat(kinds)
                .isEqualTo(
                        Stream.of(Problem.Kind.values()).map(Problem.Kind::word).toList());
    }

    private static List<String> words(Shape<?> shape, String key) throws JsonProcessingException {
        List<String> words = new ArrayList<>();
        node(shape).at("/properties/" + key + "/enum").forEach(word -> words.add(word.asText()));
        return words;
    }
}
