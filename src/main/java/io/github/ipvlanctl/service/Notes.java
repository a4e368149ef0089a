package io.github.ipvlanctl.service;

/** Takes what a user should know beside the result. */
@FunctionalInterface
public interface Notes {
    /** One sentence, without a full stop. */
    void note(String text);
}
