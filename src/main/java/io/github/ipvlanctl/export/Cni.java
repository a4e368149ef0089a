package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import io.github.ipvlanctl.render.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Network configuration lists of the Container Network Interface, for its ipvlan plugin. */
final class Cni implements Target {
    @Override
    public String name() {
        return "cni";
    }

    @Override
    public String summary() {
        return "Write network configuration lists for CNI.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                Networks.PARAGRAPH,
                "The plugin host-local hands out the links' addresses, and no others. The files belong into /etc/cni/net.d.");
    }

    @Override
    public Set<Feature> unsayable() {
        return CniPlugin.UNSAYABLE;
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        return Network.of(links).stream().map(this::file).toList();
    }

    private TextFile file(Network network) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("cniVersion", CniPlugin.VERSION);
        list.put("name", network.name());
        list.put("plugins", List.of(CniPlugin.configuration(this, network)));
        return new TextFile(network.name() + ".conflist", Access.PUBLIC, Json.indented(list));
    }
}
