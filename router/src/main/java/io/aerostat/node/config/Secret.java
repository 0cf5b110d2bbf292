package io.aerostat.node.config;

/**
 * A password, ticket or key. Only {@link #reveal} returns its content; {@code toString} hides it.
 *
 * @param reveal the content
 */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
