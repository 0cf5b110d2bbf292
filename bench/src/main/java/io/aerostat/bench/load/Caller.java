package io.aerostat.bench.load;

import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Template;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls one procedure, with a fixed number of calls in flight, whose results must come in their order. */
final class Caller extends Session {
    private static final int LONGEST_QUEUE = 1 << 16;

    private final int number;
    private final Template call;
    private final long[] startNanos;
    private final int inFlight;
    private @Nullable Connection connection;
    private long sent;
    private long answered;
    private boolean stopped;

    Caller(Run run, Settings settings, int number, String procedure) {
        super(run, settings);
        this.number = number;
        this.inFlight = settings.inFlight();
        this.startNanos = new long[Math.min(LONGEST_QUEUE, Integer.highestOneBit(inFlight) * 2)];
        this.call = Template.request(
                settings.encoding(), Code.CALL, emptyMap(settings.encoding()), procedure, number, settings.payload());
    }

    static byte[] emptyMap(Encoding encoding) {
        return encoding == Encoding.JSON
                ? "{}".getBytes(StandardCharsets.US_ASCII)
                : encoding.newWriter().begin().map(0).bytes().copy();
    }

    boolean isReady() {
        return connection != null;
    }

    boolean isIdle() {
        return sent == answered;
    }

    @Override
    protected void joined(Connection connection) {
        this.connection = connection;
    }

    void start() {
        for (int i = 0; i < inFlight; i++) {
            call();
        }
    }

    /** Calls no more; what is in flight is still answered. */
    void stop() {
        stopped = true;
    }

    private void call() {
        if (connection != null) {
            sent++;
            startNanos[(int) sent & startNanos.length - 1] = System.nanoTime();
            call.send(connection, sent, sent);
        }
    }

    @Override
    protected void message(Connection connection, int code, MessageReader reader) {
        if (code != Code.RESULT) {
            run.fail("caller: found message " + code + " (expected RESULT)");
            return;
        }
        long request = reader.integer();
        reader.skip();
        checkPayload(reader);
        int sender = Template.sender(reader.bytes(), reader.textFrom());
        long sequence = Template.sequence(reader.bytes(), reader.textFrom());
        answered++;
        if (request != answered || sequence != answered || sender != number) {
            run.fail("caller " + number + ": found result " + sequence + " of caller " + sender + " for call " + request
                    + " (expected " + answered + ")");
            return;
        }
        run.completed(startNanos[(int) answered & startNanos.length - 1]);
        if (!stopped) {
            call();
        }
    }
}
