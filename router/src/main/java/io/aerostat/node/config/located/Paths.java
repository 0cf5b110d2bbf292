package io.aerostat.node.config.located;

import java.util.regex.Pattern;

/** Spells configuration paths: {@code workers[0].transports[0].paths["/"].directory}. */
public final class Paths {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_$-]+");

    private Paths() {}

    /** Returns the path of an object's member. */
    public static String member(String path, String key) {
        if (!PLAIN_KEY.matcher(key).matches()) {
            return path + "[\"" + key.replaceAll("\\p{Cntrl}", "?") + "\"]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Returns the path of a list's item. */
    public static String item(String path, int index) {
        return path + "[" + index + "]";
    }
}
