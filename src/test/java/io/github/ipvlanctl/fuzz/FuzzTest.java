package io.github.ipvlanctl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** A little of what scripts/fuzz does: whatever the program is given, it answers in words of its own. */
class FuzzTest {
    /** An input together with what it is given to. */
    private record Trial<T>(Target<T> target, T input) {
        static <T> Arbitrary<Trial<T>> of(Target<T> target) {
            return target.inputs().map(input -> new Trial<>(target, input));
        }

        /** What it throws is a bug. */
        String run() {
            return target.trial().apply(input);
        }
    }

    @Property(tries = 2000)
    void aWordIsAValueOrRefused(@ForAll("values") Trial<?> trial) {
        assertThat(trial.run()).isNotEmpty();
    }

    @Property(tries = 400)
    void aCommandLineIsAnswered(@ForAll("lines") Trial<?> trial) {
        assertThat(trial.run()).isNotEmpty();
    }

    @Property(tries = 400)
    void aManifestIsAnswered(@ForAll("manifests") Trial<?> trial) {
        assertThat(trial.run()).isNotEmpty();
    }

    @Property(tries = 1500)
    void whatIpPrintsIsReadOrRefused(@ForAll("printed") Trial<?> trial) {
        assertThat(trial.run()).isNotEmpty();
    }

    @Property(tries = 300)
    void whatIpPrintsIsNoBug(@ForAll("listings") Trial<?> trial) {
        assertThat(trial.run()).isNotEmpty();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void aDryRunDoesTheSameInAShell(@ForAll("dryRuns") Trial<?> trial) {
        assertThat(trial.run()).isNotEmpty();
    }

    @Property(tries = 300)
    void aCommandIsTheSameInAShell(@ForAll("texts") Trial<?> trial) {
        assertThat(trial.run()).isNotEmpty();
    }

    @Provide
    Arbitrary<? extends Trial<?>> values() {
        return Trial.of(Values.target());
    }

    @Provide
    Arbitrary<? extends Trial<?>> lines() {
        return Trial.of(Lines.target());
    }

    @Provide
    Arbitrary<? extends Trial<?>> manifests() {
        return Trial.of(Manifests.target());
    }

    @Provide
    Arbitrary<? extends Trial<?>> printed() {
        return Trial.of(Printed.texts());
    }

    @Provide
    Arbitrary<? extends Trial<?>> listings() {
        return Trial.of(Printed.listings());
    }

    @Provide
    Arbitrary<? extends Trial<?>> dryRuns() {
        return Trial.of(Shell.dryRuns());
    }

    @Provide
    Arbitrary<? extends Trial<?>> texts() {
        return Trial.of(Shell.texts());
    }
}
