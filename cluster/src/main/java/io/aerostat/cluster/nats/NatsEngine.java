package io.aerostat.cluster.nats;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.EngineListener;
import io.aerostat.cluster.engine.NodeId;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The engine on NATS. Any thread. The engine's own thread connects, waits for the loss of the connection, and connects
 * again; only this thread informs the listener about the connection.
 *
 * <p>{@link #send} only puts a message into jnats's unbounded queue, and only while there is a connection, so it never
 * blocks an event loop. The budgets of the links bound that queue. After a loss, the engine opens a new connection with
 * an empty queue. The engine does not let jnats reconnect, because jnats would then send the messages that it has kept.
 */
public final class NatsEngine implements ClusterEngine {
    private static final Logger LOG = LoggerFactory.getLogger(NatsEngine.class);
    private static final int UNKNOWN_MAXIMUM = 1 << 20;

    private final NatsOptions options;
    private final NodeId node;
    private final Subjects subjects;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object[] lanes;
    private volatile @Nullable NatsSession session;
    private volatile int maximum = UNKNOWN_MAXIMUM;
    private @Nullable Thread connector;

    /**
     * @param cluster the name of the cluster
     * @param node the name of this node
     * @param lanes the number of lanes for realms
     */
    public NatsEngine(NatsOptions options, String cluster, NodeId node, int lanes) {
        this.options = options;
        this.node = node;
        this.subjects = new Subjects(cluster, lanes + 1);
        this.lanes = new Object[lanes + 1];
        for (int lane = 0; lane < this.lanes.length; lane++) {
            this.lanes[lane] = new Object();
        }
        this.threads = Executors.newCachedThreadPool(task -> daemon(task, "aerostat-nats-" + node));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void start(EngineListener listener) {
        connector = daemon(() -> connectAgainAndAgain(listener), "aerostat-nats-connector-" + node);
        connector.start();
    }

    private void connectAgainAndAgain(EngineListener listener) {
        boolean hasConnected = false;
        String lastReason = "";
        OutageReasons reasons = new OutageReasons();
        while (!isClosed()) {
            NatsSession attempt = new NatsSession(options, subjects, node, threads, lanes, listener);
            try {
                Connection connection = attempt.connect();
                maximum = (int) Math.min(connection.getMaxPayload(), Integer.MAX_VALUE);
                session = attempt;
                hasConnected = true;
                reasons.clear();
                LOG.info("Connected to NATS server={} maximum_payload={}", connection.getConnectedUrl(), maximum);
                listener.connected();
                lastReason = attempt.awaitLoss();
                session = null;
            } catch (InterruptedException e) {
                session = null;
                attempt.close();
                return;
            } catch (AuthenticationException e) {
                lastReason = attempt.refusal(e);
                if (!hasConnected && !isClosed()) {
                    listener.refused(lastReason);
                    attempt.close();
                    return;
                }
            } catch (IOException | RuntimeException e) {
                lastReason = attempt.problem(e);
            }
            if (!isClosed()) {
                // Each reason is a warning only once, because the node tries four times a second, and an outage may
                // last for hours.
                LOG.atLevel(reasons.add(lastReason) ? Level.WARN : Level.DEBUG)
                        .log("No connection to NATS; the node goes on alone and tries again reason={}", lastReason);
                listener.disconnected(lastReason);
                attempt.refusedSubject().ifPresent(listener::refused);
            }
            end(attempt);
            pause(options.reconnectWait());
        }
    }

    /**
     * Closes an attempt on another thread, because closing may wait for a socket. If the engine is closed, its other
     * threads have ended, so this thread closes the attempt.
     */
    private void end(NatsSession attempt) {
        try {
            threads.execute(attempt::close);
        } catch (RejectedExecutionException e) {
            attempt.close();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(Duration time) {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean send(NodeId to, int lane, byte[] message) {
        NatsSession current = session;
        return current != null && current.publish(subjects.node(to, lane), message);
    }

    @Override
    public boolean broadcast(int lane, byte[] message) {
        NatsSession current = session;
        return current != null && current.publish(subjects.all(lane), message);
    }

    @Override
    public int maximumMessage() {
        return maximum;
    }

    @Override
    public void close() {
        if (isClosed()) {
            return;
        }
        NatsSession last = session;
        if (last != null) {
            last.flush();
        }
        closed.countDown();
        session = null;
        Thread thread;
        synchronized (this) {
            thread = connector;
        }
        if (thread != null) {
            thread.interrupt();
        }
        if (last != null) {
            last.close();
        }
        threads.shutdown();
    }
}
