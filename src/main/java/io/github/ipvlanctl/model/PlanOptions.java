package io.github.ipvlanctl.model;

/**
 * What a plan may do beside making and changing.
 *
 * @param prune delete what the stack owns and the manifest does not name any more
 * @param switchSiblings give a port's links that the manifest does not name a new mode or flag too
 */
public record PlanOptions(boolean prune, boolean switchSiblings) {}
