/** Links in the syntax of other systems, and in our own. */
@NullMarked
package io.github.ipvlanctl.export;

import org.jspecify.annotations.NullMarked;
