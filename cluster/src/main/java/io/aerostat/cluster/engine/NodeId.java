package io.aerostat.cluster.engine;

import java.util.regex.Pattern;

/**
 * The name of a node, unique in its cluster. Ordered by its text. Immutable.
 *
 * @param text an ASCII letter or digit, then up to 63 ASCII letters, digits, dots, underscores and hyphens
 */
public record NodeId(String text) implements Comparable<NodeId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException if the text has another form */
    public NodeId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("node id: found \"" + text
                    + "\" (expected a letter or digit, then up to 63 letters, digits, and characters of . _ -)");
        }
    }

    /** Checks whether a text can name a node. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(NodeId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
