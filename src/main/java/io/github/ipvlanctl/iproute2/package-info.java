/** What {@code ip} is told, and what its answers mean. */
@NullMarked
package io.github.ipvlanctl.iproute2;

import org.jspecify.annotations.NullMarked;
