package io.aerostat.router.history;

/**
 * Selects topics by name.
 *
 * @param name the topic, or the prefix of all selected topics
 * @param isPrefix whether to select all topics that begin with {@code name}
 */
public record TopicSelection(String name, boolean isPrefix) {
    /** Selects all topics. */
    public static final TopicSelection ALL = new TopicSelection("", true);
}
