/** The manifest: YAML read into values, each with the place in the file that it came from. */
@NullMarked
package io.github.ipvlanctl.plan.manifest;

import org.jspecify.annotations.NullMarked;
