package io.aerostat.node.config.located;

import org.jspecify.annotations.Nullable;

/** JSON {@code null}. */
public record LocatedNull(Location at) implements LocatedValue {
    @Override
    public String kind() {
        return "null";
    }

    @Override
    public @Nullable Object plain() {
        return null;
    }
}
