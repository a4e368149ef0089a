/** The command {@code ipvlanctl explain}. */
@NullMarked
package io.github.ipvlanctl.cli.explain;

import org.jspecify.annotations.NullMarked;
