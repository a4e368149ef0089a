/** The commands of {@code ipvlanctl link}. */
@NullMarked
package io.github.ipvlanctl.cli.link;

import org.jspecify.annotations.NullMarked;
