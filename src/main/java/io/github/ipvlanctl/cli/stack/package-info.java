/** The commands for declared state: {@code plan}, {@code apply}, {@code destroy}. */
@NullMarked
package io.github.ipvlanctl.cli.stack;

import org.jspecify.annotations.NullMarked;
