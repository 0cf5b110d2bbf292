package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Template;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Sessions that join, subscribe, register, call themselves and end by RST. The router must have as many open files
 * afterwards as before. The row shows the growth of the router's heap. One operation is the life of one session.
 */
final class ChurnLoad implements Workload.Load {
    private final Run run;
    private final LoadOptions options;
    private long begun;
    private int present;
    private boolean stopped;

    ChurnLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        long files = run.router == null ? 0 : run.router.openFiles();
        long heap = run.jvm == null ? 0 : run.jvm.liveHeapBytes();
        for (int i = 0; i < options.callers(); i++) {
            next();
        }
        Row row = run.measure("churn", null);
        stopped = true;
        run.await("the last sessions", () -> present == 0);
        if (run.router != null) {
            run.await("the router to close its sockets", () -> openFiles() <= files);
            row = row.with("openFilesGrowth", openFiles() - files);
        }
        return run.jvm == null ? row : row.with("heapGrowthBytes", run.jvm.liveHeapBytes() - heap);
    }

    private long openFiles() {
        try {
            return run.router == null ? 0 : run.router.openFiles();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void next() {
        try {
            present++;
            begun++;
            run.loop.connect(options.endpoint(), options.encoding(), new Life("bench.churn.p" + begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String payload() {
        return Template.payload(0, options.payload());
    }

    private final class Life extends Session {
        private final String procedure;
        private final long startNanos = System.nanoTime();

        Life(String procedure) {
            super(ChurnLoad.this.run, options);
            this.procedure = procedure;
        }

        @Override
        protected void joined(Connection connection) {
            write().list(4).integer(Code.SUBSCRIBE).integer(1).map(0).text("bench.churn.topic");
            sendWritten(connection);
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            switch (code) {
                case Code.SUBSCRIBED -> {
                    write().list(4).integer(Code.REGISTER).integer(2).map(0).text(procedure);
                    sendWritten(connection);
                }
                case Code.REGISTERED -> {
                    write().list(5)
                            .integer(Code.CALL)
                            .integer(3)
                            .map(0)
                            .text(procedure)
                            .list(1)
                            .text(payload());
                    sendWritten(connection);
                }
                case Code.INVOCATION -> {
                    long request = reader.integer();
                    write().list(4)
                            .integer(Code.YIELD)
                            .integer(request)
                            .map(0)
                            .list(1)
                            .text(payload());
                    sendWritten(connection);
                }
                case Code.RESULT -> {
                    reader.integer();
                    reader.skip();
                    checkPayload(reader);
                    run.completed(startNanos);
                    connection.reset();
                    present--;
                    if (!stopped) {
                        next();
                    }
                }
                default -> run.fail("churn: found message " + code + " (expected the next step of a short life)");
            }
        }
    }
}
