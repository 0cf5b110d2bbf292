package io.aerostat.client.connection;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.order.SerialExecutor;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Connects to a router of the same process (INP-1). Any thread. */
public final class InProcessConnector implements Connector {
    private final LocalConnector router;
    private final Serializer serializer;
    private final Executor executor;

    /**
     * @param serializer encodes payloads; the rest of a message is not serialized
     * @param executor runs the tasks of connections; must not run user code, which may block
     */
    public InProcessConnector(LocalConnector router, Serializer serializer, Executor executor) {
        this.router = router;
        this.serializer = serializer;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Connection> open(ConnectionListener listener) {
        SerialExecutor serial = new SerialExecutor(executor);
        try {
            LocalConnection connection = router.open(new Receiver(serial, listener));
            return CompletableFuture.completedFuture(new InProcessConnection(connection, serializer, serial));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(
                    new ConnectFailed("the router of this process takes no connection", e));
        }
    }

    @Override
    public String toString() {
        return "in-process";
    }

    /** Passes events from the router's thread to the executor of the connection. */
    private record Receiver(Executor executor, ConnectionListener listener) implements LocalReceiver {
        @Override
        public void message(WampMessage message) {
            executor.execute(() -> listener.message(message));
        }

        @Override
        public void writable() {
            executor.execute(listener::writable);
        }

        @Override
        public void closed(String reason) {
            executor.execute(() -> listener.closed(reason));
        }
    }

    private record InProcessConnection(LocalConnection connection, Serializer serializer, Executor executor)
            implements Connection {
        @Override
        public boolean isPrivate() {
            return true;
        }

        @Override
        public void write(WampMessage message) {
            connection.send(message);
        }

        @Override
        public void flush() {
            // Nothing to flush: write() has already passed the message to the router.
        }

        @Override
        public boolean isWritable() {
            return connection.isWritable();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
