package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Template;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events at a fixed rate for two subscribers: a healthy one, which reads, and a stalled one, which stops reading. The
 * healthy subscriber must get every event in order. The row shows the latency of the healthy subscriber, the growth of
 * the router's memory, and whether the stalled subscriber finds a GOODBYE or gaps when it reads again.
 */
final class SlowLoad implements Workload.Load {
    private static final String TOPIC = "bench.slow.topic";

    /** The largest number of bytes in flight to the healthy subscriber: less than the outbound budget of any router. */
    private static final long MOST_ON_THE_WAY = 1024 * 1024;

    /** The number of bytes to publish: more than the outbound budget of any router plus the buffers of sockets. */
    private static final long ENOUGH = 48 * 1024 * 1024;

    private final Run run;
    private final LoadOptions options;
    private final Publisher publisher;
    private final Subscriber healthy;
    private final Stalled stalled;

    SlowLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
        this.publisher = new Publisher(run, options, 0, TOPIC);
        this.healthy = new Subscriber(
                run,
                options,
                List.of(TOPIC),
                false,
                1,
                (sender, sequence) -> run.completed(publisher.startNanos(sequence)));
        this.stalled = new Stalled();
    }

    @Override
    public Row run() throws IOException {
        run.loop.connect(options.endpoint(), options.encoding(), publisher);
        run.loop.connect(options.endpoint(), options.peerEncoding(), healthy);
        run.loop.connect(options.endpoint(), options.peerEncoding(), stalled);
        run.await("subscriptions", () -> publisher.isReady() && healthy.isReady() && stalled.connection != null);
        long before = run.router == null ? 0 : run.router.residentBytes();
        long heapBefore = run.jvm == null ? 0 : run.jvm.liveHeapBytes();
        Schedule schedule = new Schedule(options.rate(), this::healthyKeepsUp, publisher::publish);
        Row row = run.measure("slow", schedule);
        run.await("enough events", () -> publisher.published() * options.payload() >= ENOUGH, schedule);
        schedule.stop();
        if (run.router != null) {
            row = row.with("residentGrowthBytes", run.router.residentBytes() - before);
        }
        if (run.jvm != null) {
            row = row.with("heapGrowthBytes", run.jvm.liveHeapBytes() - heapBefore);
        }
        run.await("the last events of the healthy subscriber", () -> healthy.received() == publisher.published());
        stalled.wake();
        run.await("what the stalled subscriber is told", stalled::isDone);
        return row.with("publishedEvents", publisher.published())
                .with("stalledEvents", stalled.received)
                .with("stalledGaps", stalled.gaps)
                .with("stalledWasEnded", stalled.ended ? 1 : 0);
    }

    /**
     * Checks whether the next event may be published. If the machine is too busy for the rate, late events must not be
     * published in one burst, because a burst would make the healthy subscriber slow too.
     */
    private boolean healthyKeepsUp() {
        long onTheWay = (publisher.published() - healthy.received()) * options.payload();
        return onTheWay < MOST_ON_THE_WAY;
    }

    /** A subscriber that stops reading once it has subscribed, until {@link #wake}. */
    private final class Stalled extends Session {
        private @Nullable Connection connection;
        private long received;
        private long gaps;
        private long last;
        private boolean ended;

        Stalled() {
            super(SlowLoad.this.run, options);
        }

        boolean isDone() {
            return ended || last == publisher.published() || gaps > 0;
        }

        void wake() {
            if (connection != null) {
                connection.resume();
            }
        }

        @Override
        protected void joined(Connection connection) {
            write().list(4).integer(Code.SUBSCRIBE).integer(1).map(0).text(TOPIC);
            sendWritten(connection);
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            switch (code) {
                case Code.SUBSCRIBED -> {
                    this.connection = connection;
                    connection.pause();
                }
                case Code.GOODBYE -> ended = true;
                case Code.EVENT -> event(reader);
                default -> run.fail("stalled subscriber: found message " + code + " (expected EVENT or GOODBYE)");
            }
        }

        private void event(MessageReader reader) {
            reader.integer();
            reader.integer();
            reader.skip();
            checkPayload(reader);
            long sequence = Template.sequence(reader.bytes(), reader.textFrom());
            if (sequence <= last) {
                run.fail("stalled subscriber: found event " + sequence + " after " + last);
            } else if (sequence > last + 1) {
                gaps++;
            }
            last = sequence;
            received++;
        }

        @Override
        protected void ended(Connection connection, String reason) {
            ended = true;
        }
    }
}
