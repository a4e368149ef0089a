/** The commands of {@code ipvlanctl addr}. */
@NullMarked
package io.github.ipvlanctl.cli.addr;

import org.jspecify.annotations.NullMarked;
