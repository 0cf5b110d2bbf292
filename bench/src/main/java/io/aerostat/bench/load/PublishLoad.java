package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishers that each keep a number of publications to one topic in flight. One operation is a publication with its
 * acknowledgement.
 */
final class PublishLoad implements Workload.Load {
    private static final String TOPIC = "bench.history";

    private final Run run;
    private final LoadOptions options;
    private final List<AcknowledgedPublisher> publishers = new ArrayList<>();

    PublishLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        for (int i = 0; i < options.callers(); i++) {
            AcknowledgedPublisher publisher = new AcknowledgedPublisher(run, options, i, TOPIC);
            publishers.add(publisher);
            run.loop.connect(options.endpoint(), options.encoding(), publisher);
        }
        run.await("the publishers", () -> publishers.stream().allMatch(AcknowledgedPublisher::isReady));
        publishers.forEach(publisher -> publisher.start(options.inFlight()));
        Row row = run.measure("publish", null);
        publishers.forEach(AcknowledgedPublisher::stop);
        run.await("the last acknowledgements", () -> publishers.stream().allMatch(AcknowledgedPublisher::isIdle));
        return row;
    }

    /** Publishes to one topic, with a fixed number of publications in flight. They must be acknowledged in order. */
    private static final class AcknowledgedPublisher extends Publisher {
        private static final int MOST_IN_FLIGHT = 1 << 10;

        private long answered;
        private boolean stopped;

        AcknowledgedPublisher(Run run, LoadOptions options, int number, String topic) {
            super(run, options, number, topic, acknowledge(options.encoding()));
            if (options.inFlight() > MOST_IN_FLIGHT) {
                throw new IllegalArgumentException(
                        "--in-flight: found " + options.inFlight() + " (expected at most " + MOST_IN_FLIGHT + ")");
            }
        }

        private static byte[] acknowledge(Encoding encoding) {
            return encoding == Encoding.JSON
                    ? "{\"acknowledge\":true}".getBytes(StandardCharsets.US_ASCII)
                    : encoding.newWriter()
                            .begin()
                            .map(1)
                            .text("acknowledge")
                            .bool(true)
                            .bytes()
                            .copy();
        }

        boolean isIdle() {
            return published() == answered;
        }

        void start(int inFlight) {
            for (int i = 0; i < inFlight; i++) {
                publish(System.nanoTime());
            }
        }

        void stop() {
            stopped = true;
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            if (code != Code.PUBLISHED) {
                run.fail("publisher: found message " + code + " (expected PUBLISHED)");
                return;
            }
            long request = reader.integer();
            answered++;
            if (request != answered) {
                run.fail("publisher: found the acknowledgement of " + request + " (expected that of " + answered + ")");
                return;
            }
            run.completed(startNanos(answered));
            if (!stopped) {
                publish(System.nanoTime());
            }
        }
    }
}
