/** The commands of {@code ipvlanctl route}. */
@NullMarked
package io.github.ipvlanctl.cli.route;

import org.jspecify.annotations.NullMarked;
