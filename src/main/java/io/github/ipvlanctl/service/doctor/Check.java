package io.github.ipvlanctl.service.doctor;

/** Looks for one thing that can be wrong. */
interface Check {
    /** What it is called: {@code mtu}. */
    String name();

    /**
     * Looks, and changes nothing.
     *
     * @param found takes what is wrong, and what could not be seen
     * @return what there is to say when it takes nothing
     * @throws io.github.ipvlanctl.error.Failure when it cannot look at all
     */
    String look(Examination machine, Findings found);
}
