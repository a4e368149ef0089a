package io.github.ipvlanctl.cli;

import picocli.CommandLine.Model.OptionSpec;

/** An option without a value. (A flag is something else here: see {@link io.github.ipvlanctl.model.Flag}.) */
public final class Switch {
    private final OptionSpec spec;

    Switch(OptionSpec spec) {
        this.spec = spec;
    }

    /** Whether it was given. */
    public boolean isSet() {
        return Boolean.TRUE.equals(spec.getValue());
    }
}
