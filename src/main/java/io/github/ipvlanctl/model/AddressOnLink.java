package io.github.ipvlanctl.model;

/** An address, and the link that has it. */
public record AddressOnLink(Link link, LinkAddress address) {}
