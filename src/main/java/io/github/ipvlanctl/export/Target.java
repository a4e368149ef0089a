package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Another system that has IPvlan links, and how they are written down for it. {@link Targets} lists them all. */
public interface Target {
    /** The word that users know it by. */
    String name();

    /** One line of help. */
    String summary();

    /** Further paragraphs of help. */
    List<String> paragraphs();

    /** What its syntax has no words for: links that need such are refused before {@link #files} is called. */
    Set<Feature> unsayable();

    /** Why nothing can be written down for it at all, or null where it can. */
    default @Nullable String refusal() {
        return null;
    }

    /**
     * The links in its syntax.
     *
     * @param links have nothing that is {@link #unsayable}
     * @throws io.github.ipvlanctl.error.Failure of kind {@code CONFLICT} for what it cannot say all the same
     */
    List<TextFile> files(StackSpec links);
}
