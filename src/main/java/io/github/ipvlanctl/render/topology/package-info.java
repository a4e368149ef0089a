/** Parents with all that hangs on them, as a tree, as graphs in the languages of others, and as a picture. */
@NullMarked
package io.github.ipvlanctl.render.topology;

import org.jspecify.annotations.NullMarked;
