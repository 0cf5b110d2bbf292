package io.aerostat.cluster.nats;

import io.aerostat.router.history.HistoryRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names of one stream, which holds the events of a log or the retained events of a realm. URIs may contain
 * characters that names of NATS cannot contain, so the names contain a hash, and the description says what was hashed.
 *
 * @param stream the name of the stream
 * @param subject the subject of the stream's messages; ends with the token {@code *} if the messages have several
 *     subjects
 * @param description a text for operators
 */
record StreamName(String stream, String subject, String description) {
    private static final int HASHED_BYTES = 16;
    private static final int LONGEST_DESCRIPTION = 1000;

    static StreamName of(String cluster, String realm, HistoryRule rule) {
        String log = realm + " " + rule.match().wire() + " " + rule.uri();
        String hash = hash(log);
        return new StreamName(
                "aerostat_" + cluster + "_" + hash,
                "aerostat." + cluster + ".history." + hash,
                shortened("history of " + log));
    }

    /**
     * Returns the name of the stream with the retained events of a realm, in which each message has a subject of its
     * own.
     */
    static StreamName ofRetained(String cluster, String realm) {
        String hash = hash("retained " + realm);
        return new StreamName(
                "aerostat_" + cluster + "_" + hash,
                "aerostat." + cluster + ".retained." + hash + ".*",
                shortened("retained events of " + realm));
    }

    /** Returns the subject of a topic, if the subject of the stream ends in {@code *}. */
    String subjectOf(String topic) {
        return subject.substring(0, subject.length() - 1) + hash(topic);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_DESCRIPTION ? text.substring(0, LONGEST_DESCRIPTION) : text;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASHED_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
