package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Template;
import org.jspecify.annotations.Nullable;

/** Publishes numbered events to one topic; the numbers begin at one. */
class Publisher extends Session {
    private static final int WINDOW = 1 << 14;

    private final Template publish;
    private final long[] startNanos = new long[WINDOW];
    private @Nullable Connection connection;
    private long published;

    Publisher(Run run, LoadOptions options, int number, String topic) {
        this(run, options, number, topic, Caller.emptyMap(options.encoding()));
    }

    /** @param publishOptions the options of each PUBLISH */
    Publisher(Run run, LoadOptions options, int number, String topic, byte[] publishOptions) {
        super(run, options);
        this.publish = Template.request(
                options.encoding(), Code.PUBLISH, publishOptions, topic, number, options.payload(), Template.NOTHING);
    }

    final boolean isReady() {
        return connection != null;
    }

    final long published() {
        return published;
    }

    /** Returns the time from which the latency of the event with this number is measured. */
    final long startNanos(long sequence) {
        return startNanos[(int) sequence & WINDOW - 1];
    }

    final void publish(long intendedNanos) {
        if (connection != null) {
            published++;
            startNanos[(int) published & WINDOW - 1] = intendedNanos;
            publish.send(connection, published, published);
        }
    }

    @Override
    protected final void joined(Connection connection) {
        this.connection = connection;
    }

    @Override
    protected void message(Connection connection, int code, MessageReader reader) {
        run.fail("publisher: found message " + code + " (expected none)");
    }
}
