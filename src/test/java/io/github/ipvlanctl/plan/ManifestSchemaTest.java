package io.github.ipvlanctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.ipvlanctl.testing.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors get. */
class ManifestSchemaTest {
    private static final String TEXT = Resources.text("io/github/ipvlanctl/schema/manifest.schema.json");
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TEXT);

    @Test
    void isASchemaThatDescribesEveryKey() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(TEXT);
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of(schema.path("$schema").asText()));
        assertThat(meta.validate(schema)).isEmpty();
        assertThat(objects(schema)).hasSize(6).allSatisfy(object -> {
            assertThat(object.path("additionalProperties").isBoolean()).isTrue();
            assertThat(object.path("additionalProperties").asBoolean()).isFalse();
            assertThat(object.path("properties"))
                    .allSatisfy(property ->
                            assertThat(property.path("description").asText()).isNotEmpty());
        });
    }

    /** All parts of a schema that name keys. */
    private static List<JsonNode> objects(JsonNode schema) {
        List<JsonNode> found = new ArrayList<>();
        if (schema.has("properties")) {
            found.add(schema);
        }
        schema.forEach(part -> found.addAll(objects(part)));
        return found;
    }

    @Test
    void theExampleFits() {
        String example = """
                {"version": 1, "stack": "edge",
                 "pools": {"lan": {"subnet": "192.168.1.0/24", "range": "192.168.1.100-192.168.1.199", "gateway": "192.168.1.1"}},
                 "parents": [{"name": "eth0", "mode": "l2", "flag": "bridge",
                   "host": {"addresses": ["192.168.1.250/32"], "reach": ["web0", "192.168.1.50"]}, "links": [
                   {"name": "web", "replicas": 10, "pool": "lan", "netns": "{name}"},
                   {"name": "db0", "netns": "db", "addresses": ["192.168.1.50/24", "2001:db8::50/64"], "gateway": "192.168.1.1",
                    "routes": [{"to": "10.0.0.0/8", "via": "192.168.1.254", "metric": 50}], "mtu": 1400, "up": true}]}]}
                """;
        assertThat(SCHEMA.validate(example, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'parents': []}",
                "{'version': 2, 'parents': []}",
                "{'version': 1}",
                "{'version': 1, 'parents': [], 'stak': 'a'}",
                "{'version': 1, 'parents': [], 'stack': 'a b'}",
                "{'version': 1, 'parents': [{'name': 'e', 'mode': 'l4'}]}",
                "{'version': 1, 'parents': [{'name': 'e', 'links': [{'name': 'a', 'adresses': []}]}]}",
                "{'version': 1, 'parents': [{'name': 'e', 'links': [{'name': 'a-name-too-long-'}]}]}",
                "{'version': 1, 'parents': [{'name': 'e', 'links': [{'name': 'a', 'addresses': ['10.0.0.1']}]}]}",
                "{'version': 1, 'parents': [{'name': 'e', 'links': [{'name': 'a', 'up': 'maybe'}]}]}",
                "{'version': 1, 'parents': [{'name': 'e', 'links': [{'name': 'a', 'routes': [{}]}]}]}",
                "{'version': 1, 'parents': [{'name': 'e', 'host': {}}]}",
                "{'version': 1, 'parents': [{'name': 'e', 'host': {'addresses': ['10.0.0.1/24']}}]}",
                "{'version': 1, 'parents': [], 'pools': {'p': {}}}",
            })
    void whatIsBrokenDoesNot(String manifest) {
        assertThat(SCHEMA.validate(manifest.replace('\'', '"'), InputFormat.JSON))
                .isNotEmpty();
    }
}
