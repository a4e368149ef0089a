/** What can go wrong, as values: a kind with its exit code, a message and a hint. */
@NullMarked
package io.github.ipvlanctl.error;

import org.jspecify.annotations.NullMarked;
