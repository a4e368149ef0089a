/** The command line: words to typed options, options to a use case, its result to a rendering. */
@NullMarked
package io.github.ipvlanctl.cli;

import org.jspecify.annotations.NullMarked;
