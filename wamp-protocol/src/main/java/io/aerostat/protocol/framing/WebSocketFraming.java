package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.WebSocketFramingOptions.CloseAnswer;
import io.aerostat.protocol.framing.codec.CloseCode;
import io.aerostat.protocol.framing.codec.MessageDeflater;
import io.aerostat.protocol.framing.codec.MessageInflater;
import io.aerostat.protocol.framing.codec.WebSocketFailure;
import io.aerostat.protocol.framing.codec.WebSocketReader;
import io.aerostat.protocol.framing.codec.WebSocketReceiver;
import io.aerostat.protocol.framing.codec.WebSocketWriter;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket frames: one WebSocket message for each WAMP message (WS-2) or, with a batched subprotocol, one WebSocket
 * message for all WAMP messages that are sent together (BAT-4). Confined to the loop of its connection.
 */
public final class WebSocketFraming implements Framing, WebSocketReceiver {
    /** The value of {@link #openBatch} while no batch is open. */
    private static final int NONE = -1;

    private final WebSocketFramingOptions options;
    private final Subprotocol subprotocol;
    private final WebSocketReader reader;
    private final WebSocketWriter writer;
    private final FrameReceiver receiver;

    /** The code of the close frame that is sent if the peer violates the protocol. */
    private int violationCode = CloseCode.PROTOCOL_ERROR;

    private boolean broken;
    private boolean stopped;

    private byte separator = Batches.SEPARATOR;
    /** The index in the outgoing buffer at which the open batch begins. */
    private int openBatch = NONE;

    private int openBatchRoom;

    /**
     * Creates the framing of a connection.
     *
     * @param inflater the inflater if permessage-deflate was negotiated, otherwise null; closed with the framing
     * @param deflater the deflater if permessage-deflate was negotiated, otherwise null; closed with the framing
     */
    public WebSocketFraming(
            WebSocketFramingOptions options,
            Subprotocol subprotocol,
            @Nullable MessageInflater inflater,
            @Nullable MessageDeflater deflater,
            FrameReceiver receiver) {
        this.options = options;
        this.subprotocol = subprotocol;
        this.reader = new WebSocketReader(options.reading(), inflater, this);
        this.writer = new WebSocketWriter(options.masks(), deflater, options.fragmentSize());
        this.receiver = receiver;
    }

    @Override
    public void read(ByteBuf in) {
        try {
            reader.read(in);
        } catch (WebSocketFailure e) {
            violationCode = e.closeCode();
            broken = true;
            receiver.broken(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void release() {
        stop();
        reader.close();
        writer.close();
    }

    /** Returns the largest integer, because a WebSocket peer announces no limit. */
    @Override
    public int maxOutgoingSize() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean hasReliablePings() {
        return true;
    }

    @Override
    public boolean dropsBroken() {
        return options.dropsBroken();
    }

    // Outgoing frames

    @Override
    public int beginMessage(ByteBuf out, int expectedLength) {
        if (!subprotocol.batched()) {
            return writer.beginMessage(out, expectedLength);
        }
        int room = Batches.prefixLength(isText());
        // The batch is empty, because its first message could not be encoded.
        if (openBatch == NONE || openBatch == out.writerIndex()) {
            openBatch = out.writerIndex();
            openBatchRoom = writer.beginMessage(out, expectedLength + room);
            room += openBatchRoom;
        }
        out.writeZero(Batches.prefixLength(isText()));
        return room;
    }

    @Override
    public void endMessage(ByteBuf out, int frame, int room) {
        if (subprotocol.batched()) {
            Batches.finishMessage(out, frame + room - Batches.prefixLength(isText()), isText(), separator);
        } else {
            writer.finishMessage(out, frame, room, isText());
        }
    }

    @Override
    public void completeBatch(ByteBuf out) {
        int begin = openBatch;
        openBatch = NONE;
        if (begin != NONE && begin < out.writerIndex()) {
            writer.finishMessage(out, begin, openBatchRoom, isText());
        }
    }

    @Override
    public void writeMessage(ByteBuf out, byte[] message) {
        if (!subprotocol.batched()) {
            writeMessage(out, message, isText());
            return;
        }
        int frame = out.writerIndex();
        int room = beginMessage(out, message.length);
        out.writeBytes(message);
        endMessage(out, frame, room);
    }

    /** Writes a WebSocket message of the given type, regardless of the subprotocol. */
    public void writeMessage(ByteBuf out, byte[] message, boolean asText) {
        writer.writeMessage(out, message, asText);
    }

    @Override
    public void writePing(ByteBuf out) {
        byte[] payload = new byte[options.pingSize()];
        ThreadLocalRandom.current().nextBytes(payload);
        writer.writePing(out, payload);
    }

    @Override
    public void writePong(ByteBuf out, byte[] payload) {
        writer.writePong(out, payload);
    }

    @Override
    public boolean writeClose(ByteBuf out, int code) {
        writer.writeClose(out, code == CloseCode.PROTOCOL_ERROR ? violationCode : code, "");
        return !broken; // A stream with invalid frames is not read any more, so an answer would not be seen.
    }

    /**
     * Writes a close frame with a code, even if the peer's close frame has none, because some clients, such as ws for
     * Node.js, accept only code 1000 as an orderly end.
     */
    @Override
    public void answerClose(ByteBuf out, int code, String reason) {
        CloseAnswer answer = code == CloseCode.NO_STATUS ? CloseAnswer.NORMAL : options.closeAnswer();
        writer.writeClose(
                out,
                answer == CloseAnswer.NORMAL ? CloseCode.NORMAL : code,
                answer == CloseAnswer.SAME_CODE_AND_REASON ? reason : "");
    }

    // Incoming frames

    @Override
    public void message(boolean asText, byte[] bytes) {
        if (stopped) {
            return;
        }
        if (asText != isText()) {
            receiver.mistyped(bytes, mistyped());
        } else if (subprotocol.batched()) {
            readBatch(bytes);
        } else {
            receiver.message(bytes);
        }
    }

    private ProtocolViolation mistyped() {
        return ProtocolViolation.of(
                "WebSocket message",
                isText() ? "binary" : "text",
                (isText() ? "text" : "binary") + " for " + subprotocol);
    }

    private boolean isText() {
        return subprotocol.isText();
    }

    private void readBatch(byte[] batch) {
        try {
            separator = Batches.separatorOf(batch);
            Batches.read(batch, isText(), message -> {
                receiver.message(message);
                return !stopped;
            });
        } catch (ProtocolViolation e) {
            receiver.violation(e);
        }
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
    public void close(int code, String reason) {
        receiver.peerCloses(code, reason);
    }

    @Override
    public void oversized(boolean asText, byte[] head) {
        if (!stopped) {
            violationCode = CloseCode.MESSAGE_TOO_BIG; // in case the receiver ends the connection
            receiver.oversized(head);
            violationCode = CloseCode.PROTOCOL_ERROR;
        }
    }
}
