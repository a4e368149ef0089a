/** The commands of {@code ipvlanctl host}. */
@NullMarked
package io.github.ipvlanctl.cli.host;

import org.jspecify.annotations.NullMarked;
