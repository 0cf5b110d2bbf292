package io.aerostat.protocol.serializer;

/**
 * Bounds of what a decoder accepts before it gives up (SER-7). Message size is bounded by the transport.
 *
 * @param maxDepth nesting of lists and dictionaries in payload, options and details
 * @param maxUriLength characters of a URI
 */
public record DecodeLimits(int maxDepth, int maxUriLength) {
    public static final DecodeLimits DEFAULT = new DecodeLimits(128, 4096);
}
