package io.github.ipvlanctl.docker.json;

import com.google.gson.JsonObject;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Container;
import java.util.List;

/** Reads what {@code docker container inspect} prints with the format that asks for this. */
public final class ContainerReader {
    private ContainerReader() {}

    /**
     * The containers, an object a line.
     *
     * @throws Failure of kind {@code FAILED} when it is not what docker prints
     */
    public static List<Container> read(String lines) {
        return DockerJson.array("[" + String.join(",", lines.lines().toList()) + "]", ContainerReader::container);
    }

    private static Container container(JsonObject object) {
        String name = DockerJson.text(object, "name");
        String network = DockerJson.text(object, "network");
        return new Container(
                name.startsWith("/") ? name.substring(1) : name,
                Long.parseLong(DockerJson.text(object, "pid")),
                network.startsWith("container:"));
    }
}
