package io.aerostat.client.connection;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.CloseCode;
import io.aerostat.protocol.framing.WebSocketFailure;
import io.aerostat.protocol.framing.WebSocketReader;
import io.aerostat.protocol.framing.WebSocketReaderOptions;
import io.aerostat.protocol.framing.WebSocketReaderOptions.MaskRule;
import io.aerostat.protocol.framing.WebSocketReceiver;
import io.aerostat.protocol.framing.WebSocketWriter;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import io.netty.buffer.ByteBuf;

/** A WebSocket after its handshake (WS-2). Confined to the channel's event loop. */
final class WebSocketConnection extends SocketConnection implements WebSocketReceiver {
    private static final byte[] NOTHING = {};
    private static final int EXPECTED_LENGTH = 200;

    private final boolean text;
    private final int maxMessageSize;
    private final WebSocketReader reader;
    private final WebSocketWriter writer = new WebSocketWriter(true, null);
    private boolean closeSent;

    WebSocketConnection(Serializer serializer, ConnectionListener listener, ConnectorOptions options) {
        super(serializer, listener, options);
        this.text = serializer.serialization().isText();
        this.maxMessageSize = options.maxMessageSize();
        this.reader = new WebSocketReader(
                WebSocketReaderOptions.strict(MaskRule.FORBIDDEN, options.maxMessageSize()), null, this);
    }

    @Override
    void writeFrame(WampMessage message, ByteBuf out) throws NotExpressible {
        int frame = out.writerIndex();
        int room = writer.beginMessage(out, EXPECTED_LENGTH);
        serializer().encode(message, out);
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
            received(bytes);
        } else {
            reader.stop();
            violation(ProtocolViolation.of( // PV-8
                    "WebSocket message", isText ? "text" : "binary", text ? "text" : "binary"));
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
