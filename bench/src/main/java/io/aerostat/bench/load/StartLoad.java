package io.aerostat.bench.load;

import io.aerostat.bench.process.RouterProcess;
import io.aerostat.bench.process.StartedRouter;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Starts a router by a command, several times; the option {@code callers} sets how many times. One operation is the
 * time from the start of the process to the first WELCOME.
 */
final class StartLoad implements Workload.Load {
    private static final long BETWEEN_TRIES_NANOS = 1_000_000;

    private final Run run;
    private final LoadOptions options;

    StartLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        if (options.command().isEmpty()) {
            run.fail("start: found no --command (expected what starts the router)");
        }
        long startedNanos = System.nanoTime();
        double cpuMicros = 0;
        long residentBytes = 0;
        for (int i = 0; i < options.callers() && !run.isFailed(); i++) {
            long startNanos = System.nanoTime();
            try (StartedRouter process = StartedRouter.by(options.command())) {
                FirstSession session = new FirstSession();
                run.await("WELCOME", () -> session.welcome || !process.isAlive(), session::tryAgain);
                if (!session.welcome) {
                    run.fail("start: the command ended before it welcomed a session");
                    break;
                }
                run.latencies.recordValue(System.nanoTime() - startNanos);
                RouterProcess router = new RouterProcess(process.pid());
                cpuMicros += router.cpuMicros();
                residentBytes = router.residentBytes();
            }
        }
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        long starts = run.latencies.getTotalCount();
        return Row.of("start", options, starts, seconds, run.latencies)
                .with("cpuMicrosPerOperation", cpuMicros / starts)
                .with("residentBytes", residentBytes);
    }

    /** The first session of a router. It tries to connect again and again until the router accepts it. */
    private final class FirstSession extends Session {
        private boolean welcome;
        private boolean connecting;
        private long nextTryNanos = System.nanoTime();

        FirstSession() {
            super(StartLoad.this.run, options);
        }

        void tryAgain() {
            if (!welcome && !connecting && System.nanoTime() - nextTryNanos >= 0) {
                connecting = true;
                try {
                    run.loop.connect(options.endpoint(), options.encoding(), this);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        protected void joined(Connection connection) {
            welcome = true;
            connection.close();
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            run.fail("first session: found message " + code + " (expected none)");
        }

        @Override
        protected void ended(Connection connection, String reason) {
            connecting = false;
            nextTryNanos = System.nanoTime() + BETWEEN_TRIES_NANOS;
        }
    }
}
