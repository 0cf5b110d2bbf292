package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.codec.RawSocketReader;
import io.aerostat.protocol.framing.codec.RawSocketReceiver;
import io.aerostat.protocol.framing.codec.RawSocketWriter;
import io.netty.buffer.ByteBuf;

/**
 * RawSocket frames (RAW-5): one frame for each message, and no close frames. Confined to the loop of its connection.
 */
public final class RawSocketFraming implements Framing, RawSocketReceiver {
    private final RawSocketReader reader;
    private final int maxOutgoingSize;
    private final byte[] pingPayload;
    private final FrameReceiver receiver;

    /**
     * Creates the framing of a connection.
     *
     * @param announcedSize the maximum message size that the handshake has announced to the peer
     * @param acceptedSize the maximum size of accepted messages; larger ones are skipped
     * @param maxOutgoingSize the maximum message size that the peer has announced
     * @param pingPayload the content of each ping
     */
    public RawSocketFraming(
            int announcedSize, int acceptedSize, int maxOutgoingSize, byte[] pingPayload, FrameReceiver receiver) {
        this.reader = new RawSocketReader(announcedSize, acceptedSize, this);
        this.maxOutgoingSize = maxOutgoingSize;
        this.pingPayload = pingPayload;
        this.receiver = receiver;
    }

    @Override
    public void read(ByteBuf in) {
        try {
            reader.read(in);
        } catch (ProtocolViolation e) {
            receiver.broken(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public void release() {
        stop();
    }

    @Override
    public int maxOutgoingSize() {
        return maxOutgoingSize;
    }

    /**
     * Returns false, because autobahn-python, wamp_async and swampyer mistake a ping for a broken frame and end the
     * connection (RAW-9).
     */
    @Override
    public boolean hasReliablePings() {
        return false;
    }

    @Override
    public boolean dropsBroken() {
        return false;
    }

    @Override
    public int beginMessage(ByteBuf out, int expectedLength) {
        out.writeZero(RawSocketWriter.HEADER_LENGTH);
        return RawSocketWriter.HEADER_LENGTH;
    }

    @Override
    public void endMessage(ByteBuf out, int frame, int room) {
        RawSocketWriter.finishMessage(out, frame);
    }

    @Override
    public void writeMessage(ByteBuf out, byte[] message) {
        RawSocketWriter.writeMessage(out, message);
    }

    @Override
    public void completeBatch(ByteBuf out) {
        // RawSocket has no batches.
    }

    @Override
    public void writePing(ByteBuf out) {
        RawSocketWriter.writePing(out, pingPayload);
    }

    @Override
    public void writePong(ByteBuf out, byte[] payload) {
        RawSocketWriter.writePong(out, payload);
    }

    /** Writes nothing and returns false, because RawSocket has no close frame. */
    @Override
    public boolean writeClose(ByteBuf out, int code) {
        return false;
    }

    @Override
    public void answerClose(ByteBuf out, int code, String reason) {
        throw new IllegalStateException("found a close frame (expected none in RawSocket)");
    }

    @Override
    public void message(byte[] bytes) {
        receiver.message(bytes);
    }

    @Override
    public void ping(byte[] payload) {
        receiver.ping(payload);
    }

    @Override
    public void pong(byte[] payload) {
        receiver.pong();
    }

    @Override
    public void oversized(int length, byte[] head) {
        receiver.oversized(head);
    }
}
