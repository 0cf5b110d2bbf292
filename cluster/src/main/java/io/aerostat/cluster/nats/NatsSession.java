package io.aerostat.cluster.nats;

import io.aerostat.cluster.engine.EngineListener;
import io.aerostat.cluster.engine.NodeId;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to NATS, from its first attempt to its loss. Any thread. */
final class NatsSession implements ConnectionListener, ErrorListener {
    private static final Logger LOG = LoggerFactory.getLogger(NatsSession.class);
    private static final Duration FLUSH = Duration.ofSeconds(1);
    private static final long PENDING_MESSAGES = 1L << 20;
    private static final long PENDING_BYTES = 256L << 20;

    private final NatsOptions options;
    private final Subjects subjects;
    private final NodeId node;
    private final ExecutorService threads;
    private final Object[] lanes;
    private final EngineListener listener;
    private final CountDownLatch lost = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile boolean open;
    private volatile String lastProblem = "";
    private volatile @Nullable String refusedSubject;

    /** @param lanes a monitor for each lane; the session holds it while the listener receives a message of the lane */
    NatsSession(
            NatsOptions options,
            Subjects subjects,
            NodeId node,
            ExecutorService threads,
            Object[] lanes,
            EngineListener listener) {
        this.options = options;
        this.subjects = subjects;
        this.node = node;
        this.threads = threads;
        this.lanes = lanes;
        this.listener = listener;
    }

    /** Connects and subscribes, and returns when the server has confirmed both. Blocks. */
    Connection connect() throws IOException, InterruptedException {
        Connection made = Nats.connect(jnatsOptions());
        connection = made;
        open = true;
        for (int lane = 0; lane < subjects.lanes(); lane++) {
            int number = lane;
            Dispatcher dispatcher = made.createDispatcher(message -> received(number, message.getData()));
            dispatcher.setPendingLimits(PENDING_MESSAGES, PENDING_BYTES);
            dispatcher.subscribe(subjects.node(node, lane));
            dispatcher.subscribe(subjects.all(lane));
        }
        try {
            made.flush(options.connectTimeout());
        } catch (TimeoutException e) {
            throw new IOException("the server did not confirm subscriptions in " + options.connectTimeout(), e);
        }
        if (refusedSubject != null) {
            throw new IOException("the server refuses a subject of the cluster");
        }
        return made;
    }

    private Options jnatsOptions() throws IOException {
        return NatsConnections.options(options, "aerostat-" + node)
                .noReconnect()
                .noEcho()
                .noHeaders()
                .noNoResponders()
                .maxMessagesInOutgoingQueue(-1)
                .executor(threads)
                .connectThreadFactory(NatsSession::daemon)
                .callbackThreadFactory(NatsSession::daemon)
                .connectionListener(this)
                .errorListener(this)
                .build();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "aerostat-nats");
        thread.setDaemon(true);
        return thread;
    }

    private void received(int lane, byte[] message) {
        synchronized (lanes[lane]) { // the dispatcher of a lost connection may still be running
            if (open) {
                listener.received(lane, message);
            }
        }
    }

    /** Puts a message into the queue, and returns false if the connection is lost. */
    boolean publish(String subject, byte[] message) {
        Connection current = connection;
        if (!open || current == null || current.getStatus() != Connection.Status.CONNECTED) {
            return false;
        }
        try {
            current.publish(subject, message);
            return true;
        } catch (IllegalStateException e) {
            LOG.debug("A message was not sent, because the connection to NATS has just ended", e);
            return false;
        } catch (IllegalArgumentException e) {
            LOG.error("jnats refuses a message; the receiver will miss it, and the link will be replaced", e);
            return true;
        }
    }

    /** Waits until the connection is lost, and returns why. */
    String awaitLoss() throws InterruptedException {
        lost.await();
        open = false;
        Connection current = connection;
        String error = current == null || current.getLastError() == null ? lastProblem : current.getLastError();
        return "the connection to NATS was lost" + (error.isEmpty() ? "" : ": " + error);
    }

    /** Returns why the server refuses this node's credentials. */
    String refusal(AuthenticationException e) {
        return "NATS " + options.servers() + " refuses the credentials of this node: " + e.getMessage()
                + " (expected a user, password, token, nkey or credentials file that the server knows)";
    }

    /** Returns why no connection was made. */
    String problem(Exception e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        return text + (lastProblem.isEmpty() || text.contains(lastProblem) ? "" : ": " + lastProblem);
    }

    /** Returns the error about a subject that the server does not allow, if there is one. */
    Optional<String> refusedSubject() {
        return Optional.ofNullable(refusedSubject)
                .map(error ->
                        "NATS refuses a subject of the cluster: " + error + " (expected " + expected(error) + ")");
    }

    private String expected(String error) {
        return isLimit(error)
                ? "a limit of at least " + 2 * subjects.lanes() + " subscriptions for each connection"
                : "permission to publish and subscribe to " + subjects.all(0).replaceFirst("\\.all\\.0$", ".>");
    }

    /** Checks whether an error says that the server allows fewer subscriptions than a node needs. */
    private static boolean isLimit(String error) {
        return error.toLowerCase(Locale.ROOT).contains("maximum subscriptions exceeded");
    }

    /** Sends waiting messages if the connection can send them at once. */
    void flush() {
        Connection current = connection;
        if (current == null || !open) {
            return;
        }
        try {
            current.flush(FLUSH);
        } catch (TimeoutException | IllegalStateException e) {
            LOG.debug("The connection to NATS ends before all messages were sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection. May block for a moment. */
    void close() {
        open = false;
        Connection current = connection;
        if (current != null) {
            try {
                current.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        lost.countDown();
    }

    @Override
    @Deprecated
    public void connectionEvent(Connection source, Events event) {
        if (event == Events.DISCONNECTED || event == Events.CLOSED) {
            lost.countDown();
        }
    }

    @Override
    public void errorOccurred(Connection source, String error) {
        lastProblem = error;
        if (error.toLowerCase(Locale.ROOT).contains("permissions violation") || isLimit(error)) {
            refusedSubject = error;
            lost.countDown();
        }
    }

    @Override
    public void exceptionOccurred(Connection source, Exception exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        lastProblem = cause instanceof TimeoutException
                ? unanswered()
                : cause.getMessage() == null ? cause.toString() : cause.getMessage();
        LOG.debug("jnats reports an exception", exception);
    }

    /** Describes a failure for which jnats gives no reason: the server has not answered. */
    private String unanswered() {
        boolean waits = options.tls().isPresent() && !options.tls().get().handshakeFirst();
        return "no answer within " + options.connectTimeout().toMillis() + " ms"
                + (waits ? "; a server with handshake_first answers only if tls has this key, too" : "");
    }

    @Override
    public void slowConsumerDetected(Connection source, Consumer consumer) {
        LOG.warn("This node is too slow for the messages from NATS; messages are dropped, and links will be replaced");
    }
}
