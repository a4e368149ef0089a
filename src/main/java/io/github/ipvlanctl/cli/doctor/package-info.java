/** The command {@code ipvlanctl doctor}. */
@NullMarked
package io.github.ipvlanctl.cli.doctor;

import org.jspecify.annotations.NullMarked;
