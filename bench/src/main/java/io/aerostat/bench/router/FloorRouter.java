package io.aerostat.bench.router;

import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.Loop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A router that checks nothing: it reads a message up to the URI, and copies the bytes after the URI into the message
 * that it sends. Its numbers show the cost of the JVM and the kernel alone. It has one thread, uses one serialization
 * at a time, and ignores the end of a session. The router serves only the workloads {@code rpc}, {@code fanout} and
 * {@code join}.
 */
public final class FloorRouter implements AutoCloseable {
    /** The number of calls that can wait for their results, a power of two. */
    static final int MOST_CALLS = 1 << 16;

    private final Loop loop = new Loop();
    private final Map<ByteBuffer, Connection> callees = new HashMap<>();
    private final Map<ByteBuffer, List<Connection>> subscribers = new HashMap<>();
    private final Connection[] callers = new Connection[MOST_CALLS];
    private final long[] requests = new long[MOST_CALLS];
    private final int port;
    private final int rawSocketPort;
    private long invocations;
    private long publications;

    private FloorRouter(int port, int rawSocketPort) throws IOException {
        this.port = loop.listen(port, true, () -> new FloorSession(this));
        this.rawSocketPort = loop.listen(rawSocketPort, false, () -> new FloorSession(this));
    }

    /** Begins to listen; ports may be 0. */
    public static FloorRouter start(int port, int rawSocketPort) throws IOException {
        return new FloorRouter(port, rawSocketPort);
    }

    public int port() {
        return port;
    }

    public int rawSocketPort() {
        return rawSocketPort;
    }

    /** Serves connections on this thread until the thread is interrupted. */
    public void serve() throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            loop.run(() -> false, System.nanoTime() + 1_000_000_000L);
        }
    }

    void register(byte[] uri, Connection callee) {
        callees.put(ByteBuffer.wrap(uri), callee);
    }

    Connection callee(ByteBuffer uri) {
        Connection callee = callees.get(uri);
        if (callee == null) {
            throw new IllegalArgumentException("found a call of no procedure (expected one that is registered)");
        }
        return callee;
    }

    void subscribe(byte[] uri, Connection subscriber) {
        subscribers
                .computeIfAbsent(ByteBuffer.wrap(uri), none -> new ArrayList<>())
                .add(subscriber);
    }

    List<Connection> subscribers(ByteBuffer uri) {
        return subscribers.getOrDefault(uri, List.of());
    }

    long nextPublication() {
        return ++publications;
    }

    /** Records the caller of an invocation, and returns the id of the invocation. */
    long invocation(Connection caller, long request) {
        invocations++;
        int slot = (int) invocations & MOST_CALLS - 1;
        callers[slot] = caller;
        requests[slot] = request;
        return invocations;
    }

    Connection caller(long invocation) {
        return callers[(int) invocation & MOST_CALLS - 1];
    }

    long request(long invocation) {
        return requests[(int) invocation & MOST_CALLS - 1];
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
