package io.aerostat.node.config.located;

import java.util.Comparator;

/**
 * A place in a text file.
 *
 * @param line the line, the first is 1
 * @param column the character in the line, the first is 1
 */
public record Location(int line, int column) implements Comparable<Location> {

    /** The beginning of a file. */
    public static final Location START = new Location(1, 1);

    private static final Comparator<Location> ORDER =
            Comparator.comparingInt(Location::line).thenComparingInt(Location::column);

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
