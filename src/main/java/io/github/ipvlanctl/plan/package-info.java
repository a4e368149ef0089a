/** Declared state: what should be, against what is, and the steps between. */
@NullMarked
package io.github.ipvlanctl.plan;

import org.jspecify.annotations.NullMarked;
