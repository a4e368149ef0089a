package io.github.ipvlanctl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    @Test
    void theClosestComesFirst() {
        assertThat(Suggestions.closest("ipvl9x", List.of("eth0", "ipvl", "ipvl9", "ipvl0")))
                .containsExactly("ipvl9", "ipvl", "ipvl0");
    }

    @Test
    void twoNeighbouringLettersThatAreSwappedAreOneDifference() {
        assertThat(Suggestions.closest("lnik", List.of("link", "mode"))).containsExactly("link");
        assertThat(Suggestions.closest("evth0", List.of("veth0"))).containsExactly("veth0");
        assertThat(Suggestions.closest("ab", List.of("ba", "b", "cd"))).containsExactly("b", "ba");
    }

    @Test
    void atMostThreeAreNamed() {
        assertThat(Suggestions.hint("eth", List.of("eth0", "eth1", "eth2", "eth3"), "there are"))
                .isEqualTo("did you mean eth0 or eth1 or eth2?");
    }

    @Test
    void aWordThatLacksSomeLettersIsCloseToTheLongerOne() {
        assertThat(Suggestions.hint("adress", List.of("name", "addresses"), "there are"))
                .isEqualTo("did you mean addresses?");
    }

    @Test
    void whereNothingIsCloseAFewAreListed() {
        assertThat(Suggestions.hint("wlan0", List.of("eth0", "lo"), "there are"))
                .isEqualTo("there are: eth0, lo");
        assertThat(Suggestions.hint("z", List.of("aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii"), "there are"))
                .isEqualTo("there are: aa, bb, cc, dd, ee, ff, gg, hh, …");
        assertThat(Suggestions.hint("z", List.of("aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"), "there are"))
                .isEqualTo("there are: aa, bb, cc, dd, ee, ff, gg, hh");
    }

    @Test
    void whereThereIsNothingThatIsSaid() {
        assertThat(Suggestions.hint("x", List.of(), "there are")).isEqualTo("there are: none");
    }
}
