package io.github.ipvlanctl.cli;

/** An option without a value. (A flag is something else here: see {@link io.github.ipvlanctl.model.Flag}.) */
public final class Switch {
    private final Declaration declaration;

    Switch(Declaration declaration) {
        this.declaration = declaration;
    }

    /** Whether it was given. */
    public boolean isSet() {
        return Boolean.TRUE.equals(declaration.given());
    }
}
