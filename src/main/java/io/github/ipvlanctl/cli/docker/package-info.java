/** The commands of {@code ipvlanctl docker}. */
@NullMarked
package io.github.ipvlanctl.cli.docker;

import org.jspecify.annotations.NullMarked;
