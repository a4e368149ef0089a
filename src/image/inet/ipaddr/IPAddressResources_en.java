package inet.ipaddr;

/** The same for English, the language in which the launcher runs Java: Java asks for that first, and would look for a file. */
public final class IPAddressResources_en extends IPAddressResources {}
