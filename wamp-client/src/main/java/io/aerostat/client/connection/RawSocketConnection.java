package io.aerostat.client.connection;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.RawSocketHandshake;
import io.aerostat.protocol.framing.RawSocketReader;
import io.aerostat.protocol.framing.RawSocketReceiver;
import io.aerostat.protocol.framing.RawSocketWriter;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import io.netty.buffer.ByteBuf;

/** A RawSocket after its handshake. Confined to the channel's event loop. */
final class RawSocketConnection extends SocketConnection implements RawSocketReceiver {
    private static final byte[] NOTHING = {};

    private final int accepted;
    private final int limit;
    private final RawSocketReader reader;

    /** @param limit bytes of a message that the router takes (RAW-6) */
    RawSocketConnection(Serializer serializer, ConnectionListener listener, ConnectorOptions options, int limit) {
        super(serializer, listener, options);
        this.accepted = options.maxMessageSize();
        this.limit = limit;
        this.reader = new RawSocketReader(RawSocketHandshake.announced(accepted), accepted, this);
    }

    @Override
    void writeFrame(WampMessage message, ByteBuf out) throws NotExpressible, MessageRefused {
        int frame = out.writerIndex();
        out.writeZero(RawSocketWriter.HEADER_LENGTH);
        serializer().encode(message, out);
        int length = out.writerIndex() - frame - RawSocketWriter.HEADER_LENGTH;
        if (length > limit) {
            throw MessageRefused.tooLarge(length, limit);
        }
        RawSocketWriter.finishMessage(out, frame);
    }

    @Override
    void writePing(ByteBuf out) {
        RawSocketWriter.writePing(out, NOTHING);
    }

    @Override
    void read(ByteBuf in) {
        try {
            reader.read(in);
        } catch (ProtocolViolation e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    /** RawSocket has no word for it. */
    @Override
    boolean writeClose(ByteBuf out) {
        return false;
    }

    @Override
    public void message(byte[] bytes) {
        received(bytes);
    }

    @Override
    public void ping(byte[] payload) {
        if (payload.length <= limit) {
            RawSocketWriter.writePong(batch(), payload); // RAW-8
        }
        // Some routers take a ping for a broken frame; one that pings itself does not.
        keepAlive().start(context().executor());
    }

    @Override
    public void pong(byte[] payload) {
        // That something arrived is all that matters.
    }

    @Override
    public void oversized(int length, byte[] head) {
        reader.stop();
        violation(ProtocolViolation.of("RawSocket message", length + " bytes", "at most " + accepted));
    }
}
