package io.github.ipvlanctl.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.LinkEvent;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Problem;
import io.github.ipvlanctl.model.Verdict;
import io.github.ipvlanctl.render.shape.AddressShape;
import io.github.ipvlanctl.render.shape.ChangeShape;
import io.github.ipvlanctl.render.shape.DockerNetworkShape;
import io.github.ipvlanctl.render.shape.EventShape;
import io.github.ipvlanctl.render.shape.ExplanationShape;
import io.github.ipvlanctl.render.shape.FileShape;
import io.github.ipvlanctl.render.shape.FindingShape;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.render.shape.NetnsShape;
import io.github.ipvlanctl.render.shape.ParentShape;
import io.github.ipvlanctl.render.shape.PortShape;
import io.github.ipvlanctl.render.shape.RouteShape;
import io.github.ipvlanctl.render.shape.RouterSyntax;
import io.github.ipvlanctl.render.shape.ShimShape;
import io.github.ipvlanctl.render.shape.TrafficShape;
import io.github.ipvlanctl.render.shape.UpstreamShape;
import io.github.ipvlanctl.render.shape.WrittenShape;
import io.github.ipvlanctl.render.topology.TopologyShape;
import io.github.ipvlanctl.testing.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        return shape instanceof FailureShape
                ? schema.at("/properties/error")
                : shape instanceof NoteShape || shape instanceof EventShape ? schema : schema.at("/items");
    }

    private static Set<ValidationMessage> errors(String schema, String json) throws JsonProcessingException {
        JsonSchema parsed = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
        return parsed.validate(JSON.readTree(json));
    }

    /** All shapes that have a schema. */
    static Stream<Arguments> shapes() {
        return Stream.concat(
                samples(),
                Stream.of(
                        arguments(new EventShape(), Samples.events()),
                        arguments(new FailureShape(), Samples.failures()),
                        arguments(new NoteShape(), List.of("a note"))));
    }

    /** Those of what commands print as a whole. */
    static Stream<Arguments> samples() {
        return Stream.of(
                arguments(new LinkShape(), Samples.links()),
                arguments(new AddressShape(), Samples.addresses()),
                arguments(new PortShape(), Samples.ports()),
                arguments(new RouteShape(), Samples.routes()),
                arguments(new UpstreamShape(RouterSyntax.IP), Samples.upstream()),
                arguments(new NetnsShape(), Samples.namespaces()),
                arguments(new FindingShape(), Samples.findings()),
                arguments(new ExplanationShape(), Samples.explanations()),
                arguments(new ParentShape(), Samples.parents()),
                arguments(new ShimShape(), Samples.shims()),
                arguments(new DockerNetworkShape(), Samples.dockerNetworks()),
                arguments(new ChangeShape(), Samples.changes()),
                arguments(new FileShape(), Samples.files()),
                arguments(new WrittenShape(), Samples.files()),
                arguments(new TopologyShape(), TopologySample.branches()),
                arguments(new TrafficShape(), Samples.traffic()));
    }

    private static <T> Arguments arguments(Shape<T> shape, List<T> things) {
        return Arguments.of(shape, things);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    <T> void aSchemaIsOneItself(Shape<T> shape, List<T> things) throws JsonProcessingException {
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
    <T> void aSchemaHasTheShapesKeysAllRequiredAndDescribed(Shape<T> shape, List<T> things)
            throws JsonProcessingException {
        JsonNode object = node(shape);
        List<String> properties = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(properties::add);
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asText()));

        assertThat(things).allSatisfy(thing -> assertThat(
                        new ArrayList<>(shape.values(thing).keySet()))
                .isEqualTo(properties));
        assertThat(required).isEqualTo(properties);
        assertThat(object.path("properties"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).isNotEmpty());
        assertThat(object.path("additionalProperties").asBoolean()).isTrue();
    }

    @Test
    void everyShapeIsHere() {
        Set<Class<?>> here = shapes().map(shape -> shape.get()[0].getClass()).collect(Collectors.toSet());
        Set<String> all = new ClassFileImporter()
                .importPackagesOf(Shape.class).stream()
                        .filter(type -> type.isAssignableTo(Shape.class) && !type.isEquivalentTo(Shape.class))
                        .map(JavaClass::getName)
                        .filter(name -> !name.endsWith("TrafficTable"))
                        .collect(Collectors.toSet());

        assertThat(here.stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(all);
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
            assertThat(errors(text(new FailureShape()), Renderer.json(failure))).isEmpty();
        }
    }

    @Test
    void notesFitTheirSchema() throws JsonProcessingException {
        assertThat(errors(text(new NoteShape()), Renderer.note("what to \"know\"")))
                .isEmpty();
    }

    @Test
    void eachLineOfWhatGoesOnFitsItsSchema() throws JsonProcessingException {
        String events = Renderer.piece(new EventShape(), Samples.events(), Format.JSON, false);

        assertThat(events.lines()).hasSize(Samples.events().size());
        for (String line : events.lines().toList()) {
            assertThat(errors(text(new EventShape()), line)).isEmpty();
            assertThat(errors(text(new LinkShape()), "[" + JSON.readTree(line).path("link") + "]"))
                    .isEmpty();
        }
        assertThat(errors(text(new EventShape()), events.lines().toList().get(0).replace("added", "adopted")))
                .isNotEmpty();
    }

    @Test
    void theSchemasRefuseWhatDoesNotFit() throws JsonProcessingException {
        String link = Renderer.render(new LinkShape(), Samples.links(), Format.JSON, false);

        assertThat(errors(text(new LinkShape()), link.replace("\"mode\":\"l3\"", "\"mode\":\"l4\"")))
                .isNotEmpty();
        assertThat(errors(text(new LinkShape()), link.replace("\"mtu\":", "\"MTU\":")))
                .isNotEmpty();
        assertThat(errors(text(new LinkShape()), "{}")).isNotEmpty();
        assertThat(errors(text(new FailureShape()), "{\"error\":{}}")).isNotEmpty();
        assertThat(errors(text(new NoteShape()), "{\"note\":\"\"}")).isNotEmpty();
    }

    @Test
    void theSchemasKnowEveryWord() throws JsonProcessingException {
        assertThat(words(new LinkShape(), "mode"))
                .isEqualTo(Stream.of(Mode.values()).map(Mode::word).toList());
        assertThat(words(new LinkShape(), "flag"))
                .isEqualTo(Stream.of(Flag.values()).map(Flag::word).toList());
        assertThat(words(new LinkShape(), "state"))
                .isEqualTo(Stream.of(LinkState.values()).map(LinkState::word).toList());
        assertThat(words(new EventShape(), "event"))
                .isEqualTo(Stream.of(LinkEvent.Kind.values())
                        .map(LinkEvent.Kind::word)
                        .toList());
        assertThat(words(new FindingShape(), "verdict"))
                .isEqualTo(Stream.of(Verdict.values()).map(Verdict::word).toList());
        assertThat(words(new FailureShape(), "kind"))
                .isEqualTo(Stream.of(ErrorKind.values()).map(ErrorKind::word).toList());
    }

    @Test
    void theTopologysSchemaKnowsEveryLinksKeyAndEveryProblem() throws JsonProcessingException {
        JsonNode links = node(new TopologyShape()).at("/properties/links/items");
        List<String> keys =
                new ArrayList<>(new LinkShape().values(Samples.links().get(0)).keySet());
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
