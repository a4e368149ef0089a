/** The commands of {@code ipvlanctl mode} and {@code ipvlanctl flag}: what a port keeps for all its links. */
@NullMarked
package io.github.ipvlanctl.cli.port;

import org.jspecify.annotations.NullMarked;
