package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import io.github.ipvlanctl.render.Json;
import io.github.ipvlanctl.render.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** NetworkAttachmentDefinitions, Kubernetes resources that hold a CNI configuration: Multus reads them. */
final class Nad implements Target {
    @Override
    public String name() {
        return "nad";
    }

    @Override
    public String summary() {
        return "Write NetworkAttachmentDefinitions for Kubernetes.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                Networks.PARAGRAPH,
                "The plugin host-local hands out the links' addresses, and no others. 'kubectl apply -f FILE' makes them; Multus"
                        + " attaches pods that are annotated with their names. The parent must be there on the nodes.",
                "'ipvlanctl explain kubernetes' tells more.");
    }

    @Override
    public Set<Feature> unsayable() {
        return CniPlugin.UNSAYABLE;
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<String> documents = new ArrayList<>();
        Network.of(links).forEach(network -> documents.add(Yaml.text(definition(network))));
        return documents.isEmpty()
                ? List.of()
                : List.of(new TextFile(
                        "network-attachment-definitions.yaml",
                        Access.PUBLIC,
                        Scripts.writtenBy(this) + "\n" + String.join("---\n", documents)));
    }

    private Map<String, Object> definition(Network network) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("cniVersion", CniPlugin.VERSION);
        configuration.put("name", network.name());
        configuration.putAll(CniPlugin.configuration(this, network));
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("apiVersion", "k8s.cni.cncf.io/v1");
        definition.put("kind", "NetworkAttachmentDefinition");
        definition.put("metadata", Map.of("name", network.name()));
        definition.put("spec", Map.of("config", Json.text(configuration)));
        return definition;
    }
}
