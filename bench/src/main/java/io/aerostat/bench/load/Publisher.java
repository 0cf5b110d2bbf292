package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Template;
import org.jspecify.annotations.Nullable;

/** Publishes numbered events to one topic; the numbers begin at one. */
final class Publisher extends Session {
    private static final int WINDOW = 1 << 14;

    private final Template publish;
    private final long[] startNanos = new long[WINDOW];
    private @Nullable Connection connection;
    private long published;

    Publisher(Run run, LoadOptions options, int number, String topic) {
        super(run, options);
        this.publish = Template.request(
                options.encoding(),
                Code.PUBLISH,
                Caller.emptyMap(options.encoding()),
                topic,
                number,
                options.payload());
    }

    boolean isReady() {
        return connection != null;
    }

    long published() {
        return published;
    }

    /** Returns the time from which the latency of the event with this number is measured. */
    long startNanos(long sequence) {
        return startNanos[(int) sequence & WINDOW - 1];
    }

    void publish(long intendedNanos) {
        if (connection != null) {
            published++;
            startNanos[(int) published & WINDOW - 1] = intendedNanos;
            publish.send(connection, published, published);
        }
    }

    @Override
    protected void joined(Connection connection) {
        this.connection = connection;
    }

    @Override
    protected void message(Connection connection, int code, MessageReader reader) {
        run.fail("publisher: found message " + code + " (expected none)");
    }
}
