/** Model values as table, JSON, YAML or names. */
@NullMarked
package io.github.ipvlanctl.render;

import org.jspecify.annotations.NullMarked;
