package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.iproute2.json.DeviceReader;
import io.github.ipvlanctl.iproute2.json.RouteReader;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.ManifestReader;
import io.github.ipvlanctl.plan.manifest.Problems;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.render.shape.ChangeShape;
import io.github.ipvlanctl.testing.Dev;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A machine for a planner to look at. */
final class World implements Surroundings {
    private final List<Device> devices = new ArrayList<>();
    private final Map<Netns, List<Route>> routes = new HashMap<>();
    private final Set<NetnsName> names = new HashSet<>();
    private final Set<NetnsName> current = new HashSet<>();
    private final Set<NetnsName> unfinished = new HashSet<>();
    private final Map<NetnsName, Long> inhabited = new HashMap<>();

    World here(Dev... found) {
        devices.addAll(DeviceReader.read(Netns.current(), Dev.json(found)));
        return this;
    }

    World in(String netns, Dev... found) {
        names.add(new NetnsName(netns));
        devices.addAll(DeviceReader.read(Netns.named(new NetnsName(netns)), Dev.json(found)));
        return this;
    }

    /** Routes of a named namespace, as {@code ip} prints them. */
    World route(String netns, String dev, String json) {
        return route(Netns.named(new NetnsName(netns)), "inet", dev, json);
    }

    /** IPv6 routes of a named namespace. */
    World route6(String netns, String dev, String json) {
        return route(Netns.named(new NetnsName(netns)), "inet6", dev, json);
    }

    /** Routes of the current namespace. */
    World routeHere(String dev, String json) {
        return route(Netns.current(), "inet", dev, json);
    }

    private World route(Netns place, String family, String dev, String json) {
        routes.computeIfAbsent(place, key -> new ArrayList<>())
                .addAll(RouteReader.read(place, family, new InterfaceName(dev), "[" + json + "]"));
        return this;
    }

    /** A name that the current namespace has. */
    World named(String netns) {
        names.add(new NetnsName(netns));
        current.add(new NetnsName(netns));
        return this;
    }

    World unfinished(String netns) {
        unfinished.add(new NetnsName(netns));
        return this;
    }

    World process(String netns, long id) {
        inhabited.put(new NetnsName(netns), id);
        return this;
    }

    Plan plan(String manifest, PlanOptions options) {
        Problems problems = new Problems();
        Manifest read = ManifestReader.read(Map.of("f", manifest), problems);
        return Planner.plan(read, problems, this, options);
    }

    Plan plan(String manifest) {
        return plan(manifest, new PlanOptions(false, false));
    }

    Plan prune(String manifest) {
        return plan(manifest, new PlanOptions(true, false));
    }

    /** The changes as people read them. */
    static List<String> lines(Plan plan) {
        return Renderer.render(new ChangeShape(), plan.changes(), Format.TABLE, false)
                .lines()
                .toList();
    }

    /** The commands of each phase, with the namespace before those that are not for the current one. */
    static List<List<String>> phases(Plan plan) {
        return plan.phases().stream()
                .map(phase -> phase.stream()
                        .map(step -> (step.command().netns() instanceof Netns.Named named ? named.name() + ": " : "")
                                + String.join(" ", step.command().words()))
                        .toList())
                .toList();
    }

    /** The commands that undo a phase, in the order of its steps. */
    static List<List<String>> undo(Plan plan, int phase) {
        return plan.phases().get(phase).stream()
                .map(step -> step.undo().stream()
                        .map(command -> String.join(" ", command.words()))
                        .toList())
                .toList();
    }

    @Override
    public Host host() {
        return new Host(devices);
    }

    @Override
    public Map<Netns, List<Route>> routes(Collection<Netns> places) {
        Map<Netns, List<Route>> found = new HashMap<>();
        for (Netns netns : places) {
            if (netns instanceof Netns.Named named && !names.contains(named.name())) {
                throw new IllegalArgumentException("there is no namespace " + named.name());
            }
            found.put(netns, routes.getOrDefault(netns, List.of()));
        }
        return found;
    }

    @Override
    public boolean exists(NetnsName name) {
        return names.contains(name);
    }

    @Override
    public Netns locate(NetnsName name) {
        return current.contains(name) ? Netns.current() : Netns.named(name);
    }

    @Override
    public Set<NetnsName> unfinished() {
        return unfinished;
    }

    @Override
    public Map<NetnsName, Long> inhabited(Collection<NetnsName> among) {
        Map<NetnsName, Long> found = new HashMap<>(inhabited);
        found.keySet().retainAll(among);
        return found;
    }

    @Override
    public String currentForMove() {
        return "4711";
    }
}
