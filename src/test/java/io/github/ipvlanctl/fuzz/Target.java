package io.github.ipvlanctl.fuzz;

import java.util.function.Function;
import net.jqwik.api.Arbitrary;

/**
 * A part of the program that is given what nobody meant.
 *
 * @param <T> the type of what it is given
 * @param name what is made up
 * @param inputs makes it up
 * @param trial hands it over; in a word what came of it; what it throws is a bug
 */
record Target<T>(String name, Arbitrary<T> inputs, Function<T, String> trial) {}
