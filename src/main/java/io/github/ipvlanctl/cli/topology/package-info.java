/** The command {@code ipvlanctl topology}. */
@NullMarked
package io.github.ipvlanctl.cli.topology;

import org.jspecify.annotations.NullMarked;
