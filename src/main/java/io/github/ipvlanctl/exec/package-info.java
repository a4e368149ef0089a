/** Starting a program, draining it, and naming how it ended. Knows nothing of iproute2. */
@NullMarked
package io.github.ipvlanctl.exec;

import org.jspecify.annotations.NullMarked;
