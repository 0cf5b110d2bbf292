package io.aerostat.bench.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of a load generator, which has only one thread. The loop waits for sockets, calls their handlers, and
 * then flushes each connection that has messages to send.
 */
public final class Loop implements AutoCloseable {
    private static final int READ_SIZE = 256 * 1024;
    private static final int BACKLOG = 1024;
    /** How long a loop with a {@code tick} sleeps if no socket is ready. */
    private static final long NAP_NANOS = 50_000;

    private final Selector selector;
    private final ByteBuffer shared = ByteBuffer.allocate(READ_SIZE);
    private List<Connection> dirty = new ArrayList<>();
    private List<Connection> flushing = new ArrayList<>();

    public Loop() throws IOException {
        selector = Selector.open();
    }

    /** Begins to connect, and later calls the handler with the outcome. */
    public Connection connect(Endpoint endpoint, Encoding encoding, ConnectionHandler handler) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(endpoint.address());
        Tls tls = endpoint.isTls() ? Tls.client() : null;
        return new Connection(this, selector, channel, endpoint.framing(encoding), tls, handler);
    }

    /**
     * Begins to listen.
     *
     * @return the port
     */
    public int listen(int port, boolean webSocket, Supplier<ConnectionHandler> handlers) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress("127.0.0.1", port), BACKLOG);
        server.configureBlocking(false);
        Runnable accept = () -> accept(server, webSocket, handlers);
        server.register(selector, SelectionKey.OP_ACCEPT, accept);
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private void accept(ServerSocketChannel server, boolean webSocket, Supplier<ConnectionHandler> handlers) {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                Framing framing = webSocket ? WebSocketFraming.server() : new RawSocketFraming(false, Encoding.JSON);
                new Connection(this, selector, channel, framing, null, handlers.get());
            }
        } catch (IOException e) {
            throw new IllegalStateException("accept failed: " + e.getMessage(), e);
        }
    }

    /** Runs until {@code done} is true or the deadline has passed. Returns whether {@code done} is true. */
    public boolean run(BooleanSupplier done, long deadlineNanos) throws IOException {
        return run(done, deadlineNanos, null);
    }

    /**
     * Runs until {@code done} is true or the deadline has passed, and calls {@code tick} between two checks of the
     * sockets.
     *
     * @param tick called in every turn, and at least every 50 microseconds
     * @return whether {@code done} is true
     */
    public boolean run(BooleanSupplier done, long deadlineNanos, @Nullable Runnable tick) throws IOException {
        flush();
        while (!done.getAsBoolean()) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            if (tick == null) {
                selector.select(this::ready, Math.max(1, Math.min(1_000, left / 1_000_000)));
            } else {
                if (selector.selectNow(this::ready) == 0) {
                    LockSupport.parkNanos(NAP_NANOS);
                }
                tick.run();
            }
            flush();
        }
        return true;
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            connection.ready(shared);
        } else if (key.attachment() instanceof Runnable accept) {
            accept.run();
        }
    }

    void flushLater(Connection connection) {
        dirty.add(connection);
    }

    private void flush() {
        while (!dirty.isEmpty()) {
            List<Connection> batch = dirty;
            dirty = flushing;
            flushing = batch;
            for (Connection connection : batch) {
                connection.flush();
            }
            batch.clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
