package io.github.ipvlanctl.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One of several runs at once: its command line, and what it has to do when its turn comes.
 *
 * @param effect what comes of it in a state
 */
record RunAtOnce(String line, Function<PortState, Effect> effect) {
    /** The links of the stack, each with its address. */
    private static final List<String> STACK = List.of("s0@n0", "s1@n1");

    private static final List<String> STACK_ADDRESSES = List.of("10.1.0.1", "10.1.0.9");

    /** The stack's manifest. An address of its is one that other runs use too. */
    static final String MANIFEST = """
            version: 1
            stack: edge
            parents:
              - name: eth9
                mode: l2
                links:
                  - {name: s0, netns: n0, addresses: [10.1.0.1/24]}
                  - {name: s1, netns: n1, addresses: [10.1.0.9/24]}
            """;

    /**
     * What comes of a run.
     *
     * @param exit its exit code
     * @param after the state then; the same as before when the run was refused
     */
    record Effect(int exit, PortState after) {}

    /** Any of them. */
    static RunAtOnce any(Random random, String manifest) {
        String link = "l" + random.nextInt(5);
        String address = "10.1.0." + (1 + random.nextInt(8));
        String mode = List.of("l2", "l3", "l3s").get(random.nextInt(3));
        return switch (random.nextInt(12)) {
            case 0, 1 -> add(link, address, null);
            case 2 -> add(link, address, mode);
            case 3, 4 -> delete(link);
            case 5 -> mode(mode);
            case 6, 7 -> addAddress(link, address);
            case 8 -> deleteAddress(link, address);
            case 9 -> apply(manifest);
            case 10 -> new RunAtOnce("destroy edge", RunAtOnce::destroyed);
            default -> new RunAtOnce("link show --all-netns -j", state -> new Effect(0, state));
        };
    }

    static RunAtOnce add(String link, String address, String mode) {
        return new RunAtOnce(
                "link add " + link + " --parent eth9 --address " + address + "/24 --up"
                        + (mode == null ? "" : " --mode " + mode),
                state -> {
                    String present = state.mode().isEmpty() ? "l2" : state.mode();
                    boolean switches = mode != null && !state.mode().isEmpty() && !mode.equals(present);
                    return state.links().containsKey(link) || state.holds(address) || switches
                            ? new Effect(3, state)
                            : new Effect(
                                    0, state.with(link, new TreeSet<>(Set.of(address)), mode == null ? present : mode));
                });
    }

    private static RunAtOnce delete(String link) {
        return new RunAtOnce(
                "link del " + link,
                state -> state.links().containsKey(link)
                        ? new Effect(0, state.without(Set.of(link)))
                        : new Effect(4, state));
    }

    private static RunAtOnce mode(String mode) {
        return new RunAtOnce(
                "mode " + mode + " eth9",
                state -> state.links().isEmpty()
                        ? new Effect(4, state)
                        : new Effect(0, new PortState(mode, state.links())));
    }

    private static RunAtOnce addAddress(String link, String address) {
        return new RunAtOnce("addr add " + address + "/24 --dev " + link, state -> {
            SortedSet<String> present = state.links().get(link);
            if (present == null || state.holds(address)) {
                return new Effect(present == null ? 4 : 3, state);
            }
            SortedSet<String> more = new TreeSet<>(present);
            more.add(address);
            return new Effect(0, state.with(link, more, state.mode()));
        });
    }

    private static RunAtOnce deleteAddress(String link, String address) {
        return new RunAtOnce("addr del " + address + "/24 --dev " + link, state -> {
            SortedSet<String> present = state.links().get(link);
            if (present == null || !present.contains(address)) {
                return new Effect(4, state);
            }
            SortedSet<String> fewer = new TreeSet<>(present);
            fewer.remove(address);
            return new Effect(0, state.with(link, fewer, state.mode()));
        });
    }

    private static RunAtOnce apply(String manifest) {
        return new RunAtOnce("apply -f " + manifest, state -> {
            PortState others = state.without(new HashSet<>(STACK));
            boolean switches = !others.links().isEmpty() && !others.mode().equals("l2");
            if (switches || STACK_ADDRESSES.stream().anyMatch(others::holds)) {
                return new Effect(3, state);
            }
            PortState after = others;
            for (int i = 0; i < STACK.size(); i++) {
                after = after.with(STACK.get(i), new TreeSet<>(Set.of(STACK_ADDRESSES.get(i))), "l2");
            }
            return new Effect(0, after);
        });
    }

    private static Effect destroyed(PortState state) {
        return state.links().containsKey(STACK.get(0))
                ? new Effect(0, state.without(new HashSet<>(STACK)))
                : new Effect(4, state);
    }

    /** Its words for the program. */
    String[] words() {
        return Stream.of(line.split(" ", -1)).toArray(String[]::new);
    }
}
