package io.aerostat.bench.wire;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Two clients of jnats that exchange one request at a time over nats-server. The benchmark compares a call between two
 * nodes with this exchange, because the nodes use jnats, too.
 */
public final class JnatsRequests {
    private static final String SUBJECT = "bench.jnats";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private JnatsRequests() {}

    /**
     * Makes requests, first without and then with a measurement, and returns the seconds that the measurement took.
     *
     * @param payload the size of a request, in bytes
     * @param nanos receives the nanoseconds that each measured request took
     */
    public static double measure(URI server, int payload, Duration warmup, Duration duration, LongConsumer nanos)
            throws IOException {
        try (Connection replier = Nats.connect(server.toString());
                Connection requester = Nats.connect(server.toString())) {
            replier.createDispatcher(request -> replier.publish(request.getReplyTo(), request.getData()))
                    .subscribe(SUBJECT);
            replier.flush(DEADLINE);
            request(requester, payload, warmup, none -> {});
            long started = System.nanoTime();
            request(requester, payload, duration, nanos);
            return (System.nanoTime() - started) / 1e9;
        } catch (TimeoutException e) {
            throw new IOException("jnats: found no confirmation of the subscription in " + DEADLINE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("jnats: interrupted", e);
        }
    }

    /** Makes requests one after another for a while. */
    private static void request(Connection requester, int payload, Duration time, LongConsumer nanos)
            throws IOException, InterruptedException {
        byte[] bytes = new byte[payload];
        long end = System.nanoTime() + time.toNanos();
        for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
            if (requester.request(SUBJECT, bytes, DEADLINE) == null) {
                throw new IOException("jnats: found no reply in " + DEADLINE);
            }
            nanos.accept(System.nanoTime() - now);
        }
    }
}
