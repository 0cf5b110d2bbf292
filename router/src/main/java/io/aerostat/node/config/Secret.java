package io.aerostat.node.config;

/**
 * A password, ticket or key. Its content is reachable by {@link #reveal} only, never by printing it.
 *
 * @param reveal the content
 */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
