/** The program's entry point, which builds its objects. */
@NullMarked
package io.github.ipvlanctl;

import org.jspecify.annotations.NullMarked;
