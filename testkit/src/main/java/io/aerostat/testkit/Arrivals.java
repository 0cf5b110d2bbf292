package io.aerostat.testkit;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a peer reads from its connection: ahead of the test, or only while the test expects something. */
@FunctionalInterface
interface Arrivals {
    /** Returns the next arrival in order; null if nothing arrives in time. */
    @Nullable
    Arrival next(Duration deadline);

    /** Reads on a thread of its own until the connection ends. */
    static Arrivals ahead(Connection connection) {
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        Thread thread = new Thread(() -> readAll(connection, arrivals), "raw peer");
        thread.setDaemon(true);
        thread.start();
        return deadline -> {
            try {
                return arrivals.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        };
    }

    private static void readAll(Connection connection, BlockingQueue<Arrival> arrivals) {
        try {
            while (true) {
                byte[] message = connection.readFrame();
                if (message != null) {
                    arrivals.add(Arrival.message(message));
                }
            }
        } catch (IOException e) {
            arrivals.add(Arrival.end(String.valueOf(e.getMessage())));
        }
    }

    /** Reads on the thread that asks. Pings do not extend the deadline; the socket's own timeout bounds each frame. */
    static Arrivals onDemand(Connection connection) {
        return deadline -> {
            long end = System.nanoTime() + deadline.toNanos();
            try {
                while (System.nanoTime() - end < 0) {
                    byte[] message = connection.readFrame();
                    if (message != null) {
                        return Arrival.message(message);
                    }
                }
                return null;
            } catch (SocketTimeoutException e) {
                return null;
            } catch (IOException e) {
                return Arrival.end(String.valueOf(e.getMessage()));
            }
        };
    }
}
