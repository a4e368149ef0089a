package io.github.ipvlanctl.model;

/** What a route may have so that nobody but who made it can make it again. */
public enum Unrepeatable {
    /** It goes through other devices too. */
    NEXTHOPS("several nexthops"),
    /** Its nexthop is an object of its own, which the kernel deletes when its device goes ({@code ip-nexthop(8)}). */
    NEXTHOP_OBJECT("a nexthop object"),
    /** What takes it is put into something else; {@code ip} does not print all that it has to be told for that. */
    ENCAPSULATION("an encapsulation");

    private final String words;

    Unrepeatable(String words) {
        this.words = words;
    }

    /** For a sentence. */
    public String words() {
        return words;
    }

    /** The same of a route through the device with that label: {@code several nexthops, web0 among them}. */
    public String words(String label) {
        return this == NEXTHOPS ? words + ", " + label + " among them" : words;
    }
}
