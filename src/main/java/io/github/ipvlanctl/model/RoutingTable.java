package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;

/** Routing tables, which the kernel knows by number and users by name where they have one (rtnetlink(7)). */
public final class RoutingTable {
    /** The table that routes are in when none is named. */
    public static final long MAIN = 254;

    /** The table that is asked last. */
    public static final long DEFAULT = 253;

    /** The kernel's own table, of addresses and broadcasts. */
    public static final long LOCAL = 255;

    private static final long LAST = 0xffff_ffffL;

    private RoutingTable() {}

    /**
     * Reads a table for a route: a number from 1 to 4294967295, {@code main} or {@code default}.
     *
     * @throws Failure of kind {@code USAGE} when it is none, or the kernel's own table {@code local}
     */
    public static Long parse(String text) {
        long number = text.equals("main")
                ? MAIN
                : text.equals("default")
                        ? DEFAULT
                        : text.equals("local")
                                ? LOCAL
                                : Numbers.parse(
                                        text,
                                        1,
                                        LAST,
                                        "a routing table",
                                        "a number from 1 to " + LAST
                                                + ", main or default; /etc/iproute2/rt_tables has the numbers of names");
        if (number == LOCAL) {
            throw Failure.usage("the table local is the kernel's own", "leave --table out, or give another");
        }
        return number;
    }

    /** The name that every machine has for it, or else its number. */
    public static String word(long number) {
        if (number == MAIN) {
            return "main";
        }
        return number == DEFAULT ? "default" : number == LOCAL ? "local" : Long.toString(number);
    }
}
