package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Netplan, of which people ask, and which has no IPvlan links (netplan-yaml, "Device configuration IDs"). */
final class Netplan implements Target {
    @Override
    public String name() {
        return "netplan";
    }

    @Override
    public String summary() {
        return "Refused: netplan has no IPvlan links.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of();
    }

    @Override
    public Set<Feature> unsayable() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public String refusal() {
        return "netplan has no IPvlan links: only its nm-devices could pass some through to NetworkManager, and its manual"
                + " advises against writing those";
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        return List.of();
    }
}
