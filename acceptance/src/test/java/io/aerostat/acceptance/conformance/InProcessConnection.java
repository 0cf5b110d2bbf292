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
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Hands messages over as objects (INP-1). What no such object can say, such as an ill-formed message, cannot be sent here. */
final class InProcessConnection implements Connection {
    private static final Serializer SERIALIZER = Serializers.of(Serialization.CBOR);

    private final LocalConnection connection;

    private InProcessConnection(LocalConnection connection) {
        this.connection = connection;
    }

    static Connection open(LocalConnector connector, Inbox inbox) {
        return new InProcessConnection(connector.open(new LocalReceiver() {
            @Override
            public void message(WampMessage message) {
                inbox.message(octets(message));
            }

            @Override
            public void closed(String reason) {
                inbox.closed(reason);
            }
        }));
    }

    private static byte[] octets(WampMessage message) {
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
