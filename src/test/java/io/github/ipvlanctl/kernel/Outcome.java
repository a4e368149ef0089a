package io.github.ipvlanctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What came of a command line. Each check that fails shows all of it. */
record Outcome(String line, String out, String err, int exit) {
    @Override
    public String toString() {
        return "$ " + line + "\nexit " + exit + "\n--- stdout\n" + out + "--- stderr\n" + err;
    }

    Outcome exits(int code) {
        assertThat(exit).as(toString()).isEqualTo(code);
        return this;
    }

    Outcome succeeds() {
        return exits(0);
    }

    /** All of {@code parts} are on stderr. */
    Outcome says(String... parts) {
        for (String part : parts) {
            assertThat(err).as(toString()).contains(part);
        }
        return this;
    }

    /** Nothing is on stderr. */
    Outcome saysNothing() {
        assertThat(err).as(toString()).isEmpty();
        return this;
    }

    /** All of {@code parts} are on stdout. */
    Outcome prints(String... parts) {
        for (String part : parts) {
            assertThat(out).as(toString()).contains(part);
        }
        return this;
    }

    /** The JSON array on stdout. */
    JsonArray json() {
        succeeds();
        return JsonParser.parseString(out).getAsJsonArray();
    }

    /** The only object in it. */
    JsonObject one() {
        JsonArray array = json();
        assertThat(array).as(toString()).hasSize(1);
        return array.get(0).getAsJsonObject();
    }
}
