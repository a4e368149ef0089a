/** Values that cannot be wrong, and the kernel's rules about them. Pure: nothing here reads or runs anything. */
@NullMarked
package io.github.ipvlanctl.model;

import org.jspecify.annotations.NullMarked;
