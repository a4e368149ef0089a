package io.github.ipvlanctl.played;

/** What a call printed, and its exit code. */
public record Answer(String out, String err, int exit) {
    static final Answer DONE = new Answer("", "", 0);

    static Answer printing(String out) {
        return new Answer(out, "", 0);
    }

    static Answer refused(String err) {
        return new Answer("", "RTNETLINK answers: " + err + "\n", 2);
    }
}
