package io.aerostat.validation;

import java.util.EnumSet;
import java.util.Set;

/**
 * Options for checks of payloads.
 *
 * @param messages the kinds of messages that are checked
 * @param encoded the treatment of payloads in passthru mode
 * @param maxSize the largest payload that is checked, in bytes; a larger payload is a misfit
 */
public record CheckOptions(Set<CheckedMessage> messages, EncodedPayloads encoded, int maxSize) {
    /** Checks calls and events of at most 1 MiB, and refuses payloads in passthru mode. */
    public static final CheckOptions DEFAULT =
            new CheckOptions(EnumSet.of(CheckedMessage.CALL, CheckedMessage.EVENT), EncodedPayloads.REFUSE, 1 << 20);

    public CheckOptions {
        messages = Set.copyOf(messages);
        if (maxSize < 1) {
            throw new IllegalArgumentException("maxSize: found " + maxSize + " (expected one byte or more)");
        }
    }

    /** Returns a copy for other kinds of messages. */
    public CheckOptions withMessages(Set<CheckedMessage> others) {
        return new CheckOptions(others, encoded, maxSize);
    }

    /** Returns a copy with another treatment of payloads in passthru mode. */
    public CheckOptions withEncoded(EncodedPayloads treatment) {
        return new CheckOptions(messages, treatment, maxSize);
    }

    /** Returns a copy with another limit on the size of payloads, in bytes. */
    public CheckOptions withMaxSize(int bytes) {
        return new CheckOptions(messages, encoded, bytes);
    }
}
