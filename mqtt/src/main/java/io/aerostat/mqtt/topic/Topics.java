package io.aerostat.mqtt.topic;

/**
 * Translates between the topic names of MQTT and the topics of WAMP: a slash in the name is a dot in the topic. The
 * realm decides whether the result is a valid URI.
 */
public final class Topics {
    private Topics() {}

    /** Returns the WAMP topic of an MQTT topic name. */
    public static String toUri(String name) {
        return name.replace('/', '.');
    }

    /** Returns the MQTT topic name of a WAMP topic. */
    public static String toName(String uri) {
        return uri.replace('.', '/');
    }

    /** Checks whether a text may be the topic name of a PUBLISH: not empty, and without wildcards. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.indexOf('+') < 0 && text.indexOf('#') < 0 && text.indexOf('\0') < 0;
    }
}
