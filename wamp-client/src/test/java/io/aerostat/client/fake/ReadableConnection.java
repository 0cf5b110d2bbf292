package io.aerostat.client.fake;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.connection.MessageRefused;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import java.util.concurrent.Executor;

/** A connection that pretends not to be private, as if it were not encrypted. */
public final class ReadableConnection implements Connection {
    private final Connection connection;

    private ReadableConnection(Connection connection) {
        this.connection = connection;
    }

    public static Connector over(Connector connector) {
        return listener -> connector.open(listener).thenApply(ReadableConnection::new);
    }

    @Override
    public boolean isPrivate() {
        return false;
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
    public void write(WampMessage message) throws MessageRefused {
        connection.write(message);
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
