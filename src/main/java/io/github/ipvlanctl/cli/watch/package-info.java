/** {@code ipvlanctl monitor} and {@code ipvlanctl stats}. */
@NullMarked
package io.github.ipvlanctl.cli.watch;

import org.jspecify.annotations.NullMarked;
