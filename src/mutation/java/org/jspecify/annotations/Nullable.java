package org.jspecify.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * JSpecify's, but for class files, which are without it: PIT cannot put a mutant in the place of a record whose components are
 * annotated (hcoles/pitest#1285), and would take each for killed. Mutation tests alone are compiled with it.
 */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.SOURCE)
public @interface Nullable {}
