/** Reading what docker prints as JSON. */
@NullMarked
package io.github.ipvlanctl.docker.json;

import org.jspecify.annotations.NullMarked;
