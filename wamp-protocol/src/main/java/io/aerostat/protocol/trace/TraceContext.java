package io.aerostat.protocol.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of a message in a distributed trace, in the format of W3C Trace Context. The keys {@code _traceparent} and
 * {@code _tracestate} of CALL, INVOCATION, PUBLISH and EVENT contain the context. Keys that begin with an underscore
 * are reserved for extensions, and other peers ignore such keys. Immutable.
 *
 * @param traceparent version, trace id, span id and flags, such as
 *     {@code 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01}
 * @param tracestate the additions of vendors; null if there are none
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {
    /** The prefix of both keys. */
    public static final String PREFIX = "_trace";

    public static final String TRACEPARENT = "_traceparent";
    public static final String TRACESTATE = "_tracestate";

    /** The number of characters of a {@code traceparent} in version 00. */
    private static final int LENGTH = 55;

    private static final int LONGEST = 128;
    private static final int LONGEST_STATE = 512;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the {@code traceparent} is malformed
     */
    public TraceContext {
        if (!isTraceparent(traceparent)) {
            throw new IllegalArgumentException("traceparent: found no trace context (expected 00-…-…-01)");
        }
    }

    /**
     * Reads the context of a message.
     *
     * @return null if there is no context, or if it is malformed and must be ignored according to W3C Trace Context
     */
    public static @Nullable TraceContext read(Map<String, ?> dictionary) {
        if (dictionary.get(TRACEPARENT) instanceof String traceparent && isTraceparent(traceparent)) {
            return new TraceContext(
                    traceparent,
                    dictionary.get(TRACESTATE) instanceof String state && isTracestate(state) ? state : null);
        }
        return null;
    }

    /** Adds the keys of this context to a dictionary. */
    public void writeTo(Map<String, @Nullable Object> dictionary) {
        dictionary.put(TRACEPARENT, traceparent);
        if (tracestate != null) {
            dictionary.put(TRACESTATE, tracestate);
        }
    }

    private static boolean isTraceparent(String text) {
        if (text.length() < LENGTH || text.length() > LONGEST) {
            return false;
        }
        boolean isFirstVersion = text.startsWith("00");
        return isHex(text, 0, 2)
                && !text.startsWith("ff")
                && text.charAt(2) == '-'
                && isId(text, 3, 35)
                && text.charAt(35) == '-'
                && isId(text, 36, 52)
                && text.charAt(52) == '-'
                && isHex(text, 53, LENGTH)
                && (text.length() == LENGTH || !isFirstVersion && text.charAt(LENGTH) == '-')
                && isPrintable(text);
    }

    private static boolean isTracestate(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_STATE && isPrintable(text);
    }

    /** Checks whether a part of the text consists of hexadecimal digits that are not all 0. */
    private static boolean isId(String text, int from, int to) {
        boolean isZero = true;
        for (int i = from; i < to; i++) {
            isZero &= text.charAt(i) == '0';
        }
        return !isZero && isHex(text, from, to);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
