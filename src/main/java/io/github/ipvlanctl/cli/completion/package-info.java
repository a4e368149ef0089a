/** The commands of {@code ipvlanctl completion}. */
@NullMarked
package io.github.ipvlanctl.cli.completion;

import org.jspecify.annotations.NullMarked;
