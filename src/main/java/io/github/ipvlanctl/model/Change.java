package io.github.ipvlanctl.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen to one link, namespace or port, so that it is as wanted.
 *
 * @param kind what it is, as JSON spells it: a link, a namespace ({@code netns}) or a {@code port}
 * @param name its name; a port's is its parent's
 * @param netns where the link is, or will be: null for the current namespace
 * @param parent the link's parent, null for a namespace or a port
 * @param differences in what respects; for a new link, what it will have
 * @param links those that get a port's new mode and flag, in the manifest or not
 * @param source the place in a manifest that wants it, null for what no manifest names any more
 */
public record Change(
        Action action,
        String kind,
        String name,
        @Nullable String netns,
        @Nullable String parent,
        List<Difference> differences,
        List<Link> links,
        @Nullable String source) {
    /** What happens. */
    public enum Action {
        /** It is made. */
        ADD("+"),
        /** It is changed in place. */
        CHANGE("~"),
        /** It is deleted and made again, since it cannot be changed in place. */
        REPLACE("-/+"),
        /** It is deleted. */
        DELETE("-");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        /** The sign for people. */
        public String sign() {
            return sign;
        }
    }

    /**
     * One respect.
     *
     * @param from what is, null for nothing
     * @param to what shall be, null for nothing
     */
    public record Difference(
            String what, @Nullable String from, @Nullable String to) {}

    /** Copies the lists. */
    public Change {
        differences = List.copyOf(differences);
        links = List.copyOf(links);
    }
}
