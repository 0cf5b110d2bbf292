package io.aerostat.router.rawsocket;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.RawSocketReader;
import io.aerostat.protocol.framing.RawSocketReceiver;
import io.aerostat.protocol.framing.RawSocketWriter;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.listener.ConnectionOptions;
import io.netty.buffer.ByteBuf;

/** A link with RawSocket frames. One loop. */
final class RawSocketLink extends ChannelLink implements RawSocketReceiver {
    private static final byte[] PING = {'a', 'e', 'r', 'o', 's', 't', 'a', 't'};

    private final RawSocketReader reader;
    private final int maxOutgoingSize;
    private boolean pings;

    /**
     * @param announcedSize what this side has promised to receive
     * @param maxOutgoingSize what the peer has promised to receive
     */
    RawSocketLink(
            ConnectionOptions options,
            int announcedSize,
            int maxOutgoingSize,
            Serializer serializer,
            TransportInfo transport,
            LinkAcceptor acceptor,
            Runnable onEstablished) {
        super(options, serializer, transport, acceptor, onEstablished);
        this.reader = new RawSocketReader(announcedSize, options.maxMessageSize(), this);
        this.maxOutgoingSize = maxOutgoingSize;
        this.pings = options.pingsAnyPeer();
    }

    /**
     * Some clients take a ping for a broken frame and end the connection (autobahn-python, wamp_async, swampyer). So one that has not shown that it knows
     * pings is left to TCP's own keepalive, unless the configuration wants pings.
     */
    @Override
    protected boolean pingsFromTheStart() {
        return pings;
    }

    @Override
    public void peerAnswersPings() {
        if (!pings) {
            pings = true;
            startPings();
        }
    }

    @Override
    protected void read(ByteBuf in) {
        try {
            reader.read(in);
        } catch (ProtocolViolation e) {
            violated(e);
        }
    }

    @Override
    protected void stopReading() {
        reader.stop();
    }

    @Override
    protected void release() {}

    @Override
    protected int maxOutgoingSize() {
        return maxOutgoingSize;
    }

    @Override
    protected int beginFrame(ByteBuf out, int expectedLength) {
        out.writeZero(RawSocketWriter.HEADER_LENGTH);
        return RawSocketWriter.HEADER_LENGTH;
    }

    @Override
    protected void endFrame(ByteBuf out, int frame, int room) {
        RawSocketWriter.finishMessage(out, frame);
    }

    @Override
    protected void writeFrame(ByteBuf out, byte[] message) {
        RawSocketWriter.writeMessage(out, message);
    }

    @Override
    protected void writePing(ByteBuf out) {
        RawSocketWriter.writePing(out, PING);
    }

    @Override
    protected boolean writeFarewell(ByteBuf out, LinkClose reason) {
        return false; // RawSocket has none: the connection just ends.
    }

    @Override
    public void message(byte[] bytes) {
        deliver(bytes);
    }

    @Override
    public void ping(byte[] payload) {
        if (mayAnswer()) {
            RawSocketWriter.writePong(controlBatch(payload.length), payload); // RAW-8
            written();
        }
        peerAnswersPings();
    }

    @Override
    public void pong(byte[] payload) {
        // Any octet is a sign of life; an unsolicited pong means nothing else (RAW-8).
        peerAnswersPings();
    }

    @Override
    public void oversized(int length, byte[] head) {
        tooLarge(head);
    }
}
