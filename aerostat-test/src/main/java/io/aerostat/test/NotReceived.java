package io.aerostat.test;

import java.time.Duration;
import java.util.Optional;

/**
 * Thrown when events or calls that a test waits for have not arrived in time. The text of the exception shows the last
 * messages.
 */
public final class NotReceived extends AssertionError {
    private static final long serialVersionUID = 1L;

    NotReceived(String what, int found, int expected, Duration deadline, Optional<WireLog> wire) {
        super(what + ": found " + found + " after " + deadline.toMillis() + " ms (expected " + expected + ")"
                + wire.map(log -> "\n" + log).orElse(""));
    }
}
