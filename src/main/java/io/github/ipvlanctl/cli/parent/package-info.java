/** The commands of {@code ipvlanctl parent}. */
@NullMarked
package io.github.ipvlanctl.cli.parent;

import org.jspecify.annotations.NullMarked;
