package io.aerostat.acceptance.conformance;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.testkit.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A connection that passes messages as objects (INP-1). A malformed message, or any other message that no object can
 * express, cannot be sent.
 */
final class InProcessConnection implements Connection, LocalReceiver {
    private static final Serializer SERIALIZER = Serializers.of(Serialization.CBOR);

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final LocalConnection connection;

    private InProcessConnection(LocalConnector connector) {
        connection = connector.open(this);
    }

    static Connection open(LocalConnector connector) {
        return new InProcessConnection(connector);
    }

    @Override
    public void message(WampMessage message) {
        received.add(bytes(message));
    }

    @Override
    public void closed(String reason) {
        received.add(reason);
    }

    @Override
    public byte[] readFrame() throws IOException {
        try {
            Object next = received.take();
            if (next instanceof byte[] message) {
                return message;
            }
            throw new EOFException((String) next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static byte[] bytes(WampMessage message) {
        ByteBuf out = Unpooled.buffer();
        try {
            SERIALIZER.encode(message, out);
            return ByteBufUtil.getBytes(out);
        } catch (NotExpressible e) {
            throw new AssertionError("CBOR can express everything but found " + message, e);
        } finally {
            out.release();
        }
    }

    @Override
    public void send(byte[] message) {
        try {
            connection.send(SERIALIZER.decode(message, 0, message.length, DecodeLimits.DEFAULT));
        } catch (ProtocolViolation e) {
            throw new IllegalArgumentException("this message cannot be said in-process: use RemoteConformanceCase", e);
        }
    }

    @Override
    public void reset() {
        connection.close();
    }

    @Override
    public void close() {
        connection.close();
    }
}
