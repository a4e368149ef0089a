/** What can be wrong with IPvlan on a machine: a check for each thing, which only looks. */
@NullMarked
package io.github.ipvlanctl.service.doctor;

import org.jspecify.annotations.NullMarked;
