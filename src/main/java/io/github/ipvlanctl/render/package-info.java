/**
 * Model values as table, JSON, YAML or names. What is said of each kind of thing is its shape: {@link
 * io.github.ipvlanctl.render.shape}, and {@link io.github.ipvlanctl.render.topology} for what has pictures too.
 */
@NullMarked
package io.github.ipvlanctl.render;

import org.jspecify.annotations.NullMarked;
