package io.aerostat.bench.load;

import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One publisher, many subscribers of one topic; perhaps among many patterns that do not match. One operation is an event that is delivered. In flight
 * are so many publications.
 */
final class FanoutLoad {
    private static final String TOPIC = "bench.fanout.topic";
    private static final int WINDOW = 1 << 12;

    private final Run run;
    private final Settings settings;
    private final int patterns;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final long[] startNanos = new long[WINDOW];
    private @Nullable Publisher publisher;
    private long published;
    private long received;
    private boolean stopped;

    FanoutLoad(Run run, Settings settings, int patterns) {
        this.run = run;
        this.settings = settings;
        this.patterns = patterns;
    }

    Row run() throws IOException {
        Publisher publisher = new Publisher();
        this.publisher = publisher;
        run.loop.connect(settings.endpoint(), settings.encoding(), publisher);
        for (int i = 0; i < settings.callees(); i++) {
            Subscriber subscriber = new Subscriber();
            subscribers.add(subscriber);
            run.loop.connect(settings.endpoint(), settings.peerEncoding(), subscriber);
        }
        PatternHolder holder = new PatternHolder();
        if (patterns > 0) {
            run.loop.connect(settings.endpoint(), settings.encoding(), holder);
        }
        run.await(
                "subscriptions",
                () -> publisher.connection != null
                        && subscribers.stream().allMatch(subscriber -> subscriber.ready)
                        && holder.subscribed == patterns);
        for (int i = 0; i < settings.inFlight(); i++) {
            publisher.publish();
        }
        Row row = run.measure(patterns > 0 ? "patterns" : "fanout", null);
        stopped = true;
        run.await("the last events", () -> received == published * subscribers.size());
        return row;
    }

    private void eventReceived(long sequence) {
        received++;
        run.completed(startNanos[(int) sequence & WINDOW - 1]);
        // The next publication follows when the oldest one is with everybody, or about.
        if (!stopped && publisher != null && received % subscribers.size() == 0) {
            publisher.publish();
        }
    }

    private final class Publisher extends Session {
        private final Template publish = Template.request(
                settings.encoding(), Code.PUBLISH, Caller.emptyMap(settings.encoding()), TOPIC, 0, settings.payload());
        private @Nullable Connection connection;

        Publisher() {
            super(FanoutLoad.this.run, settings);
        }

        @Override
        protected void joined(Connection connection) {
            this.connection = connection;
        }

        void publish() {
            if (connection != null) {
                published++;
                startNanos[(int) published & WINDOW - 1] = System.nanoTime();
                publish.send(connection, published, published);
            }
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            run.fail("publisher: found message " + code + " (expected none)");
        }
    }

    private final class Subscriber extends Session {
        private boolean ready;
        private long last;

        Subscriber() {
            super(FanoutLoad.this.run, settings);
        }

        @Override
        protected void joined(Connection connection) {
            write().list(4).integer(Code.SUBSCRIBE).integer(1).map(0).text(TOPIC);
            sendWritten(connection);
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            if (code == Code.SUBSCRIBED) {
                ready = true;
                return;
            }
            if (code != Code.EVENT) {
                run.fail("subscriber: found message " + code + " (expected EVENT)");
                return;
            }
            reader.integer();
            reader.integer();
            reader.skip();
            checkPayload(reader);
            long sequence = Template.sequence(reader.bytes(), reader.textFrom());
            if (sequence != last + 1) {
                run.fail("subscriber: found event " + sequence + " (expected " + (last + 1) + ")");
                return;
            }
            last = sequence;
            eventReceived(sequence);
        }
    }

    /** Holds the patterns that never match: half of them prefixes, half wildcards. */
    private final class PatternHolder extends Session {
        private static final int BATCH = 500;

        private int requested;
        private int subscribed;

        PatternHolder() {
            super(FanoutLoad.this.run, settings);
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
