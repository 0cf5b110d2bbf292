package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Order;
import io.aerostat.bench.wire.Template;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls one procedure, with a fixed number of calls in flight. Their results must arrive in order. */
final class Caller extends Session {
    /** The largest number of calls in flight for which one caller can record start times; a power of two. */
    static final int LONGEST_QUEUE = 1 << 14;

    private final int number;
    private final Template call;
    private final long[] startNanos;
    private @Nullable Connection connection;
    private long sent;
    private long answered;
    private boolean stopped = true;

    Caller(Run run, LoadOptions options, int number, String procedure) {
        super(run, options);
        this.number = number;
        this.startNanos = new long[LONGEST_QUEUE];
        Encoding encoding = options.encoding();
        this.call = Template.request(
                encoding,
                Code.CALL,
                emptyMap(encoding),
                procedure,
                number,
                options.payload(),
                options.order() ? Order.encoded(encoding) : Template.NOTHING);
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

    long inFlight() {
        return sent - answered;
    }

    /** Starts calling: makes {@code inFlight} calls, and then one more call for each result. */
    void start(int inFlight) {
        stopped = false;
        for (int i = 0; i < inFlight; i++) {
            call(System.nanoTime());
        }
    }

    /** Stops making calls; those in flight are still answered. */
    void stop() {
        stopped = true;
    }

    /** Makes one call, whose latency is measured from {@code startNanos}. */
    void call(long startNanos) {
        if (inFlight() == LONGEST_QUEUE) {
            run.fail("caller " + number + ": " + LONGEST_QUEUE + " calls wait for their results");
        } else if (connection != null) {
            sent++;
            this.startNanos[(int) sent & LONGEST_QUEUE - 1] = startNanos;
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
        run.completed(startNanos[(int) answered & LONGEST_QUEUE - 1]);
        if (!stopped) {
            call(System.nanoTime());
        }
    }
}
