package io.aerostat.node.config.located;

/**
 * A JSON number.
 *
 * @param value an Integer, Long or BigInteger for a whole number, otherwise a Double
 */
public record LocatedNumber(Location at, Number value) implements LocatedValue {
    @Override
    public String kind() {
        return "a number";
    }

    @Override
    public String shown() {
        return value.toString();
    }

    @Override
    public Number plain() {
        return value;
    }

    /** Leaves out the content, which may be a secret. */
    @Override
    public String toString() {
        return "LocatedNumber[at=" + at + "]";
    }
}
