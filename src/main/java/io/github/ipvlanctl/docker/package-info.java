/** What docker's client is told, and what it meant by its answers. Knows nothing of iproute2. */
@NullMarked
package io.github.ipvlanctl.docker;

import org.jspecify.annotations.NullMarked;
