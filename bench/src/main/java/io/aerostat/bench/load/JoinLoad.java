package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Sessions that join and leave. One operation is the life of one connection: opening, handshake, HELLO, WELCOME,
 * GOODBYE, and closing. The option {@code callers} sets how many sessions join at the same time. The latency is the
 * time until WELCOME.
 */
final class JoinLoad implements Workload.Load {
    private final Run run;
    private final LoadOptions options;
    private int present;
    private boolean stopped;

    JoinLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        for (int i = 0; i < options.callers(); i++) {
            next();
        }
        Row row = run.measure("join", null);
        stopped = true;
        run.await("the last sessions", () -> present == 0);
        return row;
    }

    private void next() {
        try {
            present++;
            run.loop.connect(options.endpoint(), options.encoding(), new Visitor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Visitor extends Session {
        private final long startNanos = System.nanoTime();

        Visitor() {
            super(JoinLoad.this.run, options);
        }

        @Override
        protected void joined(Connection connection) {
            run.completed(startNanos);
            write().list(3).integer(Code.GOODBYE).map(0).text("wamp.close.close_realm");
            sendWritten(connection);
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            if (code != Code.GOODBYE) {
                run.fail("visitor: found message " + code + " (expected GOODBYE)");
            }
            connection.close();
            present--;
            if (!stopped) {
                next();
            }
        }
    }
}
