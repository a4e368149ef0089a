/** The manual pages, made of what the help is made of. */
@NullMarked
package io.github.ipvlanctl.cli.manual;

import org.jspecify.annotations.NullMarked;
