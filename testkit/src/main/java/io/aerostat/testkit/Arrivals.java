package io.aerostat.testkit;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The source of a peer's received messages. It reads the connection either all the time on a separate thread, or only
 * while the test waits for a message.
 */
@FunctionalInterface
interface Arrivals {
    /** Returns the next arrival, or null if nothing arrives within the deadline. */
    @Nullable
    Arrival next(Duration deadline);

    /** Returns a source that reads on a separate thread until the connection ends. */
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

    /**
     * Returns a source that reads on the calling thread. A ping does not extend the deadline, but reading one frame can
     * exceed it, up to the timeout of the socket.
     */
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
