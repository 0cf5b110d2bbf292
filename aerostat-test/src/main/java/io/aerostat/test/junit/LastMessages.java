package io.aerostat.test.junit;

import io.aerostat.test.WireLog;

/** Shows the last messages on the wire as a suppressed exception of a test's failure. */
final class LastMessages extends Exception {
    private static final long serialVersionUID = 1L;

    LastMessages(WireLog wire) {
        super(wire.toString(), null, false, false);
    }
}
