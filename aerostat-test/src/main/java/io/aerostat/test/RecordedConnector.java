package io.aerostat.test;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.ConnectionListener;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.connection.MessageRefused;
import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Records the messages of the connections that another connector opens. Any thread.
 *
 * @param name the name of the client in the log
 */
record RecordedConnector(Connector connector, WireLog log, String name) implements Connector {
    @Override
    public CompletableFuture<Connection> open(ConnectionListener listener) {
        return connector.open(new Receiver(listener)).thenApply(Sender::new);
    }

    @Override
    public String toString() {
        return connector.toString();
    }

    private final class Sender implements Connection {
        private final Connection connection;

        Sender(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void write(WampMessage message) throws MessageRefused {
            log.add(name, true, message);
            connection.write(message);
        }

        @Override
        public Serializer serializer() {
            return connection.serializer();
        }

        @Override
        public Executor executor() {
            return connection.executor();
        }

        @Override
        public ChannelBindings bindings() {
            return connection.bindings();
        }

        @Override
        public boolean isPrivate() {
            return connection.isPrivate();
        }

        @Override
        public void flush() {
            connection.flush();
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

    private final class Receiver implements ConnectionListener {
        private final ConnectionListener listener;

        Receiver(ConnectionListener listener) {
            this.listener = listener;
        }

        @Override
        public void message(WampMessage message) {
            log.add(name, false, message);
            listener.message(message);
        }

        @Override
        public void violation(ProtocolViolation violation) {
            listener.violation(violation);
        }

        @Override
        public void writable() {
            listener.writable();
        }

        @Override
        public void closed(String cause) {
            listener.closed(cause);
        }
    }
}
