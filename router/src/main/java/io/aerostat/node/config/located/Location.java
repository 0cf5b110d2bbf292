package io.aerostat.node.config.located;

/**
 * A place in a text file.
 *
 * @param line the line, the first is 1
 * @param column the character in the line, the first is 1
 */
public record Location(int line, int column) implements Comparable<Location> {

    /** The beginning of a file. */
    public static final Location START = new Location(1, 1);

    @Override
    public int compareTo(Location other) {
        int lines = Integer.compare(line, other.line);
        return lines != 0 ? lines : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
