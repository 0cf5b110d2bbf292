package io.aerostat.cluster.nats;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.service.ServiceException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of this node to JetStream, for all logs of all realms: one thread writes, one thread reads. Copies of
 * retained events use the connection on threads of their own. The connection is open while at least one log or copy
 * uses it. Any thread, unless a method says otherwise.
 */
final class OpenJetStream {
    /** The time for the answer to one request. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(OpenJetStream.class);
    private static final int MOST_QUERIES = 256;
    /** The error codes for a server without JetStream, or for an account that may not use JetStream. */
    private static final Set<Integer> NOT_ENABLED = Set.of(10039, 10076);

    /** The open connections. Guarded by itself. */
    private static final Map<Key, OpenJetStream> OPEN = new HashMap<>();

    private record Key(NatsOptions nats, String cluster) {}

    private enum State {
        UNKNOWN,
        PRESENT,
        ABSENT
    }

    /** A query that runs on the thread that reads. */
    interface Query {
        EventPage run(JetStreamReader reader) throws IOException, JetStreamApiException, InterruptedException;
    }

    private final Key key;
    private final JetStreamWriter writer;
    private final ThreadPoolExecutor reader;
    private final ExecutorService threads;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private volatile State state = State.UNKNOWN;
    private volatile @Nullable Connection connection;
    private volatile String problem = "not connected yet";
    private int users = 1;

    private OpenJetStream(Key key, JetStreamStoreOptions options) {
        this.key = key;
        this.threads = Executors.newCachedThreadPool(task -> daemon(task, "event-store-nats"));
        this.reader = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_QUERIES),
                task -> daemon(task, "event-store-reader"));
        this.writer = new JetStreamWriter(this, options.waitingBytes());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Returns the open connection of a store, or begins to connect and waits for the outcome of the first attempt.
     * {@link #release} must be called once for each call. Blocks.
     */
    static OpenJetStream acquire(JetStreamEventStore store) {
        Key key = new Key(store.nats(), store.cluster());
        OpenJetStream opened;
        synchronized (OPEN) {
            OpenJetStream present = OPEN.get(key);
            if (present != null) {
                present.users++;
                opened = present;
            } else {
                opened = new OpenJetStream(key, store.options());
                OPEN.put(key, opened);
                opened.writer.start();
            }
        }
        opened.awaitFirstAttempt();
        return opened;
    }

    private void awaitFirstAttempt() {
        try {
            long servers = key.nats.servers().size();
            long connecting = key.nats.connectTimeout().toMillis() * servers;
            if (!firstAttempt.await(connecting + PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("event store {}: the first attempt to connect is still running", this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    JetStreamWriter writer() {
        return writer;
    }

    /** Checks whether the NATS servers lack JetStream. Each node then keeps its own events. */
    boolean isAbsent() {
        return state == State.ABSENT;
    }

    /**
     * Connects if there is no connection yet, or if jnats has given up the connection, as it does after two
     * authentication errors. Returns whether JetStream can be used now. Blocks; called on the writer's thread.
     */
    boolean connect() {
        try {
            Connection current = connection;
            if (current == null || current.getStatus() == Connection.Status.CLOSED) {
                connection = null;
                current = Nats.connect(options());
                connection = current;
            }
            if (current.getStatus() != Connection.Status.CONNECTED) {
                problem = "the connection to NATS is lost";
                return false;
            }
            if (state == State.UNKNOWN) {
                look(current);
            }
            return state == State.PRESENT;
        } catch (IOException | RuntimeException e) { // jnats throws IllegalStateException for a closed connection
            problem = e.getMessage() == null ? e.toString() : e.getMessage();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            firstAttempt.countDown();
        }
    }

    private Options options() throws IOException {
        return NatsConnections.options(key.nats, "aerostat-history-" + key.cluster)
                .maxReconnects(-1)
                .reconnectWait(key.nats.reconnectWait())
                .reconnectBufferSize(0) // nothing waits in jnats while the connection is lost
                .executor(threads)
                .connectThreadFactory(task -> daemon(task, "event-store-nats"))
                .callbackThreadFactory(task -> daemon(task, "event-store-nats"))
                .errorListener(new QuietListener())
                .build();
    }

    /** Logs nothing. The writer reports problems, together with the number of waiting events. */
    private static final class QuietListener implements ErrorListener {}

    /** Finds out whether NATS has JetStream. */
    private void look(Connection current) throws IOException {
        try {
            management(current).getAccountStatistics();
            state = State.PRESENT;
        } catch (JetStreamApiException e) {
            if (!NOT_ENABLED.contains(e.getApiErrorCode())) {
                throw new IOException(e.getMessage(), e);
            }
            lacksJetStream(e.getMessage());
        } catch (IOException e) {
            if (current.getServerInfo().isJetStreamAvailable()) {
                throw e;
            }
            lacksJetStream("the server has no JetStream");
        }
    }

    private void lacksJetStream(@Nullable String reason) {
        LOG.warn(
                "event store {}: {}; each node keeps the event history in memory, from the moment at which it joined,"
                        + " and retained events end with the last node",
                this,
                reason);
        state = State.ABSENT;
    }

    /** Returns the connection to use. Throws if JetStream cannot be used now. */
    Connection connected() throws IOException {
        Connection current = connection;
        if (current == null || state != State.PRESENT) {
            throw new IOException(problem);
        }
        if (current.getStatus() != Connection.Status.CONNECTED) {
            throw new IOException("the connection to NATS is lost");
        }
        return current;
    }

    /** Returns why JetStream cannot be used. */
    String problem() {
        return problem;
    }

    static JetStreamManagement management(Connection connection) throws IOException {
        return connection.jetStreamManagement(
                JetStreamOptions.builder().requestTimeout(PATIENCE).build());
    }

    /**
     * Runs a query on the thread that reads.
     *
     * @return fails with {@code wamp.error.history_unavailable} if JetStream does not answer
     */
    CompletionStage<EventPage> read(Query query) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return query.run(new JetStreamReader(connected()));
                        } catch (IOException | JetStreamApiException e) {
                            throw unavailable(e.getMessage());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw unavailable("the store is closed");
                        }
                    },
                    reader);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(unavailable("too many queries wait, or the store is closed"));
        }
    }

    private static ServiceException unavailable(@Nullable String reason) {
        return new ServiceException(ErrorUris.HISTORY_UNAVAILABLE, "JetStream cannot be read: " + reason);
    }

    /**
     * Called when a log ends its use of the connection. If no other log uses the connection, stores the remaining
     * events and closes the connection. Blocks.
     */
    void release() {
        synchronized (OPEN) {
            if (--users > 0) {
                return;
            }
            OPEN.remove(key);
        }
        writer.close();
        reader.shutdownNow();
        closeConnection();
        threads.shutdown();
    }

    /** Closes the connection. Blocks for a moment. */
    void closeConnection() {
        Connection current = connection;
        if (current != null) {
            try {
                current.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return key.nats.servers().toString();
    }
}
