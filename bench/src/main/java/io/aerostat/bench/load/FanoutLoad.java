package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One publisher and many subscribers of one topic, optionally while another session subscribes to many patterns that do
 * not match. One operation is a delivered event. The publisher keeps a fixed number of publications in flight.
 */
final class FanoutLoad implements Workload.Load {
    private static final String TOPIC = "bench.fanout.topic";
    private static final int PATTERNS = 10_000;

    /** The number of subscribers that connect at the same time. A router may refuse thousands of newcomers at once. */
    private static final int AT_A_TIME = 500;

    private final Run run;
    private final LoadOptions options;
    private final String name;
    private final int patterns;
    private final IntFunction<Encoding> encodings;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Publisher publisher;
    private final PatternHolder holder;
    private long received;
    private boolean stopped;

    private FanoutLoad(Run run, LoadOptions options, String name, int patterns, IntFunction<Encoding> encodings) {
        this.run = run;
        this.options = options;
        this.name = name;
        this.patterns = patterns;
        this.encodings = encodings;
        this.publisher = new Publisher(run, options, 0, TOPIC);
        this.holder = new PatternHolder(run, options, Math.max(0, patterns - 1));
    }

    static FanoutLoad of(Run run, LoadOptions options) {
        return new FanoutLoad(run, options, "fanout", 0, i -> options.peerEncoding());
    }

    /** Creates a fan-out to subscribers of a pattern, which is the only matching one of 10,000 patterns. */
    static FanoutLoad amongPatterns(Run run, LoadOptions options) {
        return new FanoutLoad(run, options, "patterns", PATTERNS, i -> options.peerEncoding());
    }

    /** Creates a fan-out whose subscribers use the serializations in rotation. */
    static FanoutLoad toAllEncodings(Run run, LoadOptions options) {
        return new FanoutLoad(run, options, "mixed-events", 0, i -> Encoding.values()[i % Encoding.values().length]);
    }

    @Override
    public Row run() throws IOException {
        run.loop.connect(options.endpoint(), options.encoding(), publisher);
        for (int i = 0; i < options.callees(); i++) {
            Subscriber subscriber = new Subscriber(
                    run, options, List.of(TOPIC), patterns > 0, 1, (sender, sequence) -> received(sequence));
            subscribers.add(subscriber);
            run.loop.connect(i % 2 == 0 ? options.endpoint() : options.peerEndpoint(), encodings.apply(i), subscriber);
            if (subscribers.size() % AT_A_TIME == 0) {
                run.await("subscriptions", this::areSubscribersReady);
            }
        }
        if (patterns > 1) {
            run.loop.connect(options.endpoint(), options.encoding(), holder);
        }
        run.await("subscriptions", () -> publisher.isReady() && holder.isReady() && areSubscribersReady());
        for (int i = 0; i < options.inFlight(); i++) {
            publisher.publish(System.nanoTime());
        }
        Row row = run.measure(name, null);
        stopped = true;
        run.await("the last events", () -> received == publisher.published() * subscribers.size());
        return row;
    }

    private boolean areSubscribersReady() {
        return subscribers.stream().allMatch(Subscriber::isReady);
    }

    private void received(long sequence) {
        received++;
        run.completed(publisher.startNanos(sequence));
        // The publisher continues when approximately all subscribers have received the oldest publication in flight.
        if (!stopped && received % subscribers.size() == 0) {
            publisher.publish(System.nanoTime());
        }
    }

    /**
     * Subscribes to patterns that match none of the topics to which loads publish. Half of the patterns are prefixes,
     * and half are wildcards.
     */
    private static final class PatternHolder extends Session {
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
}
