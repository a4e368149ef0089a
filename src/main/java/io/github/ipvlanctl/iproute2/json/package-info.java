/** Reading what {@code ip -j} prints. */
@NullMarked
package io.github.ipvlanctl.iproute2.json;

import org.jspecify.annotations.NullMarked;
