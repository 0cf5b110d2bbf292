package io.aerostat.node.config.located;

/** JSON {@code true} or {@code false}. */
public record LocatedBoolean(Location at, boolean value) implements LocatedValue {
    @Override
    public String kind() {
        return "a boolean";
    }

    @Override
    public String shown() {
        return Boolean.toString(value);
    }

    @Override
    public Boolean plain() {
        return value;
    }
}
