package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;

/**
 * Subscribes to patterns that match none of the topics to which loads publish. Half of the patterns are prefixes, and
 * half are wildcards.
 */
final class PatternHolder extends Session {
    private static final int BATCH = 500;

    private final int patterns;
    private int requested;
    private int subscribed;

    PatternHolder(Run run, LoadOptions options, int patterns) {
        super(run, options);
        this.patterns = patterns;
    }

    boolean isReady() {
        return subscribed == patterns;
    }

    @Override
    protected void joined(Connection connection) {
        requestMore(connection);
    }

    private void requestMore(Connection connection) {
        for (int i = 0; i < BATCH && requested < patterns; i++, requested++) {
            boolean prefix = requested % 2 == 0;
            write().list(4)
                    .integer(Code.SUBSCRIBE)
                    .integer(requested + 1)
                    .map(1)
                    .text("match")
                    .text(prefix ? "prefix" : "wildcard")
                    .text(prefix ? "bench.fanout.p" + requested : "bench..w" + requested);
            sendWritten(connection);
        }
    }

    @Override
    protected void message(Connection connection, int code, MessageReader reader) {
        if (code != Code.SUBSCRIBED) {
            run.fail("holder of patterns: found message " + code + " (expected SUBSCRIBED)");
            return;
        }
        subscribed++;
        if (subscribed == requested) {
            requestMore(connection);
        }
    }
}
