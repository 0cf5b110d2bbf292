package io.aerostat.protocol.serializer;

/**
 * The limits for messages that a decoder accepts (SER-7). The transport limits the size of a message. Immutable; any
 * thread.
 *
 * @param maxDepth the deepest nesting of lists and dictionaries in payload, options and details
 * @param maxUriLength the largest number of characters in a URI
 */
public record DecodeLimits(int maxDepth, int maxUriLength) {
    public static final DecodeLimits DEFAULT = new DecodeLimits(128, 4096);
}
