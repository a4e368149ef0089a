/** The use cases: look, check, build, run, look again. */
@NullMarked
package io.github.ipvlanctl.service;

import org.jspecify.annotations.NullMarked;
