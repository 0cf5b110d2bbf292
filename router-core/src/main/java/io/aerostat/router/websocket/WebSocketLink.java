package io.aerostat.router.websocket;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.framing.CloseCode;
import io.aerostat.protocol.framing.MessageDeflater;
import io.aerostat.protocol.framing.MessageInflater;
import io.aerostat.protocol.framing.PerMessageDeflate;
import io.aerostat.protocol.framing.Subprotocol;
import io.aerostat.protocol.framing.WebSocketFailure;
import io.aerostat.protocol.framing.WebSocketReader;
import io.aerostat.protocol.framing.WebSocketReceiver;
import io.aerostat.protocol.framing.WebSocketWriter;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.listener.WebSocketOptions;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A link with one WebSocket message for each of WAMP (WS-2), or, where batches were agreed upon, one for all that leave together (BAT-4). One
 * loop.
 */
class WebSocketLink extends ChannelLink implements WebSocketReceiver {
    private static final int NONE = -1;

    private final WebSocketOptions options;
    private final boolean text;
    private final boolean batched;
    private final WebSocketReader reader;
    private final WebSocketWriter writer;

    /** What the close frame says when the peer broke the rules. */
    private int violationCode = CloseCode.PROTOCOL_ERROR;

    private boolean broken;

    private byte separator = Batches.SEPARATOR;
    /** Where in the buffer the WebSocket message begins that still takes messages of WAMP; -1 if there is none. */
    private int openBatch = NONE;

    private int openBatchRoom;

    WebSocketLink(
            WebSocketOptions options,
            Subprotocol subprotocol,
            Optional<PerMessageDeflate> compression,
            TransportInfo transport,
            LinkAcceptor acceptor,
            Runnable onEstablished) {
        super(options.connection(), Serializers.of(subprotocol.serialization()), transport, acceptor, onEstablished);
        this.options = options;
        this.text = subprotocol.isText();
        this.batched = subprotocol.batched();
        MessageInflater inflater =
                compression.map(PerMessageDeflate::serverInflater).orElse(null);
        MessageDeflater deflater = compression
                .map(agreed -> agreed.serverDeflater(options.compressionLevel()))
                .orElse(null);
        this.reader = new WebSocketReader(options.readerOptions(), inflater, this);
        this.writer = new WebSocketWriter(options.maskServerFrames(), deflater);
    }

    @Override
    protected void read(ByteBuf in) {
        try {
            reader.read(in);
        } catch (WebSocketFailure e) {
            fail(e.closeCode(), String.valueOf(e.getMessage()));
        }
    }

    private void fail(int closeCode, String message) {
        violationCode = closeCode;
        broken = true;
        if (isOpen() && !options.failByDrop()) {
            violated(new ProtocolViolation(message));
        } else {
            abandon(message);
        }
    }

    /** Nothing to do: what follows is not delivered any more, and the peer's close frame must still be recognized. */
    @Override
    protected void stopReading() {}

    @Override
    protected void release() {
        reader.close();
        writer.close();
    }

    @Override
    protected int maxOutgoingSize() {
        return Integer.MAX_VALUE; // A WebSocket peer does not tell what it receives.
    }

    @Override
    protected int beginFrame(ByteBuf out, int expectedLength) {
        if (!batched) {
            return writer.beginMessage(out, expectedLength);
        }
        int room = Batches.prefixLength(text);
        if (openBatch == NONE || openBatch == out.writerIndex()) { // the latter if its first message was given up
            openBatch = out.writerIndex();
            openBatchRoom = writer.beginMessage(out, expectedLength + room);
            room += openBatchRoom;
        }
        out.writeZero(Batches.prefixLength(text));
        return room;
    }

    @Override
    protected void endFrame(ByteBuf out, int frame, int room) {
        if (batched) {
            Batches.finishMessage(out, frame + room - Batches.prefixLength(text), text, separator);
        } else {
            writer.finishMessage(out, frame, room, text);
        }
    }

    @Override
    protected void completeFrames(ByteBuf out) {
        int begin = openBatch;
        openBatch = NONE;
        if (begin != NONE && begin < out.writerIndex()) {
            writer.finishMessage(out, begin, openBatchRoom, text);
        }
    }

    @Override
    protected void writeFrame(ByteBuf out, byte[] message) {
        if (!batched) {
            writer.writeMessage(out, message, text);
            return;
        }
        int frame = out.writerIndex();
        int room = beginFrame(out, message.length);
        out.writeBytes(message);
        endFrame(out, frame, room);
    }

    @Override
    protected void writePing(ByteBuf out) {
        byte[] payload = new byte[options.pingSize()];
        ThreadLocalRandom.current().nextBytes(payload);
        writer.writePing(out, payload);
    }

    @Override
    protected boolean writeFarewell(ByteBuf out, LinkClose reason) {
        writer.writeClose(out, closeCode(reason), "");
        return !broken; // A broken stream is not read any more, not even for the answer.
    }

    private int closeCode(LinkClose reason) {
        return switch (reason) {
            case NORMAL -> CloseCode.NORMAL;
            case GOING_AWAY -> CloseCode.GOING_AWAY;
            case PROTOCOL_ERROR -> violationCode;
            case POLICY -> CloseCode.POLICY_VIOLATION;
            case INTERNAL_ERROR -> CloseCode.INTERNAL_ERROR;
        };
    }

    @Override
    public void message(boolean isText, byte[] bytes) {
        if (!isOpen()) {
            return;
        }
        if (isText != text) {
            // PV-8
            violated(ProtocolViolation.of(
                    "WebSocket message",
                    isText ? "text" : "binary",
                    (text ? "text" : "binary") + " for " + transport().websocketProtocol()));
            return;
        }
        if (batched) {
            deliverBatch(bytes);
        } else {
            deliver(bytes);
        }
    }

    /** Sends a message back as it came. */
    final void echo(boolean isText, byte[] bytes) {
        if (isOpen()) {
            writer.writeMessage(controlBatch(bytes.length), bytes, isText);
            written();
        }
    }

    private void deliverBatch(byte[] batch) {
        try {
            separator = Batches.separatorOf(batch);
            Batches.read(batch, text, message -> {
                deliver(message);
                return isOpen();
            });
        } catch (ProtocolViolation e) {
            violated(e);
        }
    }

    @Override
    public void ping(byte[] payload) {
        if (mayAnswer()) {
            writer.writePong(controlBatch(payload.length), payload);
            written();
        }
    }

    @Override
    public void pong(byte[] payload) {
        // Any octet is a sign of life; an unsolicited pong means nothing (RFC 6455 §5.5.3).
    }

    @Override
    public void close(int code, String reason) {
        // A close frame without a code is answered with one too: to clients such as ws under Node.js the code that
        // they receive is the outcome, and only 1000 is an orderly end.
        boolean echoes = options.echoCloseCodeReason() && code != CloseCode.NO_STATUS;
        int answer = echoes ? code : CloseCode.NORMAL;
        String answerReason = echoes ? reason : "";
        peerCloses("closed by the peer: " + code, out -> writer.writeClose(out, answer, answerReason));
    }

    @Override
    public void oversized(boolean isText, byte[] head) {
        violationCode = CloseCode.MESSAGE_TOO_BIG;
        tooLarge(head);
        if (isOpen()) {
            violationCode = CloseCode.PROTOCOL_ERROR;
        }
    }
}
