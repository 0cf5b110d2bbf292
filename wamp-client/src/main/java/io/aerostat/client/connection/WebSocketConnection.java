package io.aerostat.client.connection;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.framing.CloseCode;
import io.aerostat.protocol.framing.PerMessageDeflate;
import io.aerostat.protocol.framing.Subprotocol;
import io.aerostat.protocol.framing.WebSocketFailure;
import io.aerostat.protocol.framing.WebSocketReader;
import io.aerostat.protocol.framing.WebSocketReaderOptions;
import io.aerostat.protocol.framing.WebSocketReaderOptions.MaskRule;
import io.aerostat.protocol.framing.WebSocketReceiver;
import io.aerostat.protocol.framing.WebSocketWriter;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** A WebSocket after its handshake (WS-2). Confined to the channel's event loop. */
final class WebSocketConnection extends SocketConnection implements WebSocketReceiver {
    private static final byte[] NOTHING = {};
    private static final int EXPECTED_LENGTH = 200;

    /** Of the JDK's levels: the usual balance of size and time. */
    private static final int COMPRESSION_LEVEL = 6;

    private final boolean batched;
    private final boolean text;
    private final int maxMessageSize;
    private final WebSocketReader reader;
    private final WebSocketWriter writer;
    private boolean closeSent;

    WebSocketConnection(
            Subprotocol subprotocol,
            Optional<PerMessageDeflate> compression,
            ConnectionListener listener,
            ConnectorOptions options) {
        super(Serializers.of(subprotocol.serialization()), listener, options);
        this.batched = subprotocol.batched();
        this.text = subprotocol.isText();
        this.maxMessageSize = options.maxMessageSize();
        this.reader = new WebSocketReader(
                WebSocketReaderOptions.strict(MaskRule.FORBIDDEN, options.maxMessageSize()),
                compression.map(PerMessageDeflate::clientInflater).orElse(null),
                this);
        this.writer = new WebSocketWriter(
                true,
                compression
                        .map(agreed -> agreed.clientDeflater(COMPRESSION_LEVEL))
                        .orElse(null));
    }

    @Override
    void writeFrame(WampMessage message, ByteBuf out) throws NotExpressible {
        int frame = out.writerIndex();
        int room = writer.beginMessage(out, EXPECTED_LENGTH);
        int from = out.writerIndex();
        if (batched) {
            out.writeZero(Batches.prefixLength(text));
        }
        serializer().encode(message, out);
        if (batched) {
            Batches.finishMessage(
                    out, from, text, Batches.SEPARATOR); // BAT-1: a batch of one; frames still leave together (BAT-4)
        }
        writer.finishMessage(out, frame, room, text);
    }

    @Override
    void writePing(ByteBuf out) {
        writer.writePing(out, NOTHING);
    }

    @Override
    void read(ByteBuf in) {
        try {
            reader.read(in);
        } catch (WebSocketFailure e) {
            sendClose(batch(), e.closeCode(), "");
            end(String.valueOf(e.getMessage()));
        }
    }

    @Override
    boolean writeClose(ByteBuf out) {
        sendClose(out, CloseCode.NORMAL, "");
        return true;
    }

    private void sendClose(ByteBuf out, int code, String reason) {
        if (!closeSent) {
            closeSent = true;
            writer.writeClose(out, code, reason);
        }
    }

    @Override
    void release() {
        reader.close();
        writer.close();
    }

    @Override
    public void message(boolean isText, byte[] bytes) {
        if (isText == text) {
            delivered(bytes);
        } else {
            reader.stop();
            violation(ProtocolViolation.of( // PV-8
                    "WebSocket message", isText ? "text" : "binary", text ? "text" : "binary"));
        }
    }

    private void delivered(byte[] bytes) {
        if (!batched) {
            received(bytes);
            return;
        }
        try {
            Batches.read(bytes, text, message -> {
                received(message);
                return true;
            });
        } catch (ProtocolViolation e) {
            reader.stop();
            violation(e); // BAT-2
        }
    }

    @Override
    public void ping(byte[] payload) {
        if (!closeSent) {
            writer.writePong(batch(), payload);
        }
    }

    @Override
    public void pong(byte[] payload) {
        // That something arrived is all that matters.
    }

    @Override
    public void close(int code, String reason) {
        sendClose(batch(), code == CloseCode.NO_STATUS ? CloseCode.NORMAL : code, "");
        end("closed by the router with code " + code + (reason.isEmpty() ? "" : ": " + reason));
    }

    @Override
    public void oversized(boolean isText, byte[] head) {
        reader.stop();
        violation(ProtocolViolation.of("WebSocket message", "more bytes", "at most " + maxMessageSize));
    }
}
