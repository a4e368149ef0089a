package io.github.ipvlanctl.faults;

import io.github.ipvlanctl.played.Answer;
import io.github.ipvlanctl.played.Call;

/**
 * How a call is played to its caller.
 *
 * @param how what the stand-in's shell does in the end
 */
record Played(String out, String err, String how) {
    /** As if nothing were wrong. */
    static Played undisturbed(Call call) {
        Answer answer = call.play();
        return new Played(
                answer.out(),
                answer.err(),
                call.words().contains("monitor") ? "exec sleep 60" : "exit " + answer.exit());
    }
}
