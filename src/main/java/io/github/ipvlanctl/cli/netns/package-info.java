/** The commands of {@code ipvlanctl netns}. */
@NullMarked
package io.github.ipvlanctl.cli.netns;

import org.jspecify.annotations.NullMarked;
