package io.aerostat.protocol.framing.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads WebSocket messages from a byte stream after the handshake (RFC 6455 §5, RFC 7692). The header of a frame is
 * checked before any of the frame's bytes is stored, text is validated as it arrives, and memory grows only with the
 * bytes that have arrived. Confined to one loop; independent of channels, so that bytes may come from any stream.
 */
public final class WebSocketReader implements AutoCloseable {
    /** The number of bytes that are kept of an oversized message, so that its request can be recognized. */
    private static final int HEAD_LENGTH = 1024;

    private final WebSocketReaderOptions options;
    private final @Nullable MessageInflater inflater;
    private final WebSocketReceiver receiver;

    private final WebSocketHeader header;
    private boolean inPayload;
    private long payloadRead;

    private final FrameBytes message = new FrameBytes();
    private final Utf8Validator utf8 = new Utf8Validator();
    private boolean inMessage;
    private boolean text;
    private boolean compressed;
    private boolean skipping;
    private long messageLength;

    private @Nullable FrameBytes control;
    private boolean stopped;

    /**
     * Creates a reader.
     *
     * @param inflater the inflater if permessage-deflate was negotiated, otherwise null; closed with this reader
     */
    public WebSocketReader(
            WebSocketReaderOptions options, @Nullable MessageInflater inflater, WebSocketReceiver receiver) {
        this.options = options;
        this.inflater = inflater;
        this.receiver = receiver;
        this.header = new WebSocketHeader(options.masking(), inflater != null);
    }

    /**
     * Reads all bytes of {@code in}. The caller keeps the ownership of the buffer.
     *
     * @throws WebSocketFailure if the stream is invalid; the reader ignores all further bytes
     */
    public void read(ByteBuf in) throws WebSocketFailure {
        try {
            while (!stopped) {
                if (!inPayload) {
                    if (!header.read(in, inMessage)) {
                        return;
                    }
                    beginPayload();
                }
                if (!readPayload(in)) {
                    return;
                }
                endFrame();
            }
            in.skipBytes(in.readableBytes());
        } catch (WebSocketFailure e) {
            stop();
            throw e;
        }
    }

    /** Ignores all further bytes. */
    public void stop() {
        stopped = true;
        message.clear();
        control = null;
    }

    /** Ignores all further bytes, and frees native memory. */
    @Override
    public void close() {
        stop();
        if (inflater != null) {
            inflater.close();
        }
    }

    private void beginPayload() throws WebSocketFailure {
        inPayload = true;
        payloadRead = 0;
        long payloadLength = header.payloadLength();
        if (header.isControl()) {
            control = new FrameBytes();
            control.expect((int) payloadLength, true);
            return;
        }
        if (payloadLength < 0) {
            throw WebSocketFailure.protocolError("a length with the highest bit set", "63 bits");
        }
        if (payloadLength > options.maxFrameSize()) {
            throw WebSocketFailure.tooBig(payloadLength, options.maxFrameSize());
        }
        if (!inMessage) {
            inMessage = true;
            text = header.opcode() == WebSocketHeader.TEXT;
            compressed = header.isCompressed();
            messageLength = 0;
        }
        if (payloadLength > options.maxSkippedSize() - messageLength) {
            throw WebSocketFailure.tooBig(payloadLength, options.maxMessageSize());
        }
        if (compressed) {
            return;
        }
        messageLength += payloadLength;
        if (skipping) {
            return;
        }
        if (messageLength > options.maxMessageSize()) {
            beginSkipping();
        } else {
            message.expect((int) payloadLength, header.isFinal());
        }
    }

    private boolean readPayload(ByteBuf in) throws WebSocketFailure {
        int arrived = (int) Math.min(header.payloadLength() - payloadRead, in.readableBytes());
        if (arrived > 0) {
            if (control != null) {
                fill(control, in);
            } else if (compressed) {
                inflate(in, arrived);
            } else if (skipping) {
                skip(in, arrived);
            } else {
                int before = message.size();
                fill(message, in);
                validate(message.array(), before, arrived);
            }
            payloadRead += arrived;
        }
        return payloadRead == header.payloadLength();
    }

    private void fill(FrameBytes bytes, ByteBuf in) {
        int before = bytes.size();
        bytes.fill(in);
        Masking.apply(header.mask(), payloadRead, bytes.array(), before, bytes.size() - before);
    }

    private void inflate(ByteBuf in, int arrived) throws WebSocketFailure {
        byte[] deflated = new byte[arrived];
        in.readBytes(deflated);
        Masking.apply(header.mask(), payloadRead, deflated, 0, arrived);
        inflater().inflate(deflated, 0, arrived, this::inflated);
    }

    private MessageInflater inflater() {
        if (inflater == null) {
            throw new IllegalStateException("compressed message without permessage-deflate");
        }
        return inflater;
    }

    private void inflated(byte[] bytes, int length) throws WebSocketFailure {
        int accepted = skipping ? 0 : (int) Math.min(length, options.maxMessageSize() - messageLength);
        message.append(bytes, 0, accepted);
        validate(message.array(), message.size() - accepted, accepted);
        messageLength += length;
        if (accepted == length) {
            return;
        }
        // A small message can inflate to any size, so bytes beyond the limit are discarded before they are stored.
        if (messageLength > options.maxSkippedSize()) {
            throw WebSocketFailure.tooBig(messageLength, options.maxMessageSize());
        }
        if (!skipping) {
            beginSkipping();
        }
        message.append(bytes, accepted, Math.min(length - accepted, missingHead()));
    }

    private void beginSkipping() {
        skipping = true;
        if (message.size() > HEAD_LENGTH) {
            byte[] head = new byte[HEAD_LENGTH];
            System.arraycopy(message.array(), 0, head, 0, HEAD_LENGTH);
            message.clear();
            message.append(head, 0, HEAD_LENGTH);
        }
    }

    private void skip(ByteBuf in, int arrived) {
        int kept = Math.min(arrived, missingHead());
        if (kept > 0) {
            byte[] head = new byte[kept];
            in.readBytes(head);
            Masking.apply(header.mask(), payloadRead, head, 0, kept);
            message.append(head, 0, kept);
        }
        in.skipBytes(arrived - kept);
    }

    private int missingHead() {
        return Math.max(0, HEAD_LENGTH - message.size());
    }

    private void validate(byte[] bytes, int offset, int length) throws WebSocketFailure {
        if (text && options.validateUtf8() && !utf8.accept(bytes, offset, length)) {
            throw invalidUtf8("text");
        }
    }

    private void endFrame() throws WebSocketFailure {
        boolean fin = header.isFinal();
        int opcode = header.opcode();
        inPayload = false;
        header.reset();
        if (control != null) {
            byte[] payload = control.take();
            control = null;
            endControl(opcode, payload);
        } else if (fin) {
            endMessage();
        }
    }

    private void endMessage() throws WebSocketFailure {
        if (compressed) {
            inflater().endOfMessage(this::inflated);
        }
        boolean tooLarge = skipping;
        if (text && !tooLarge && options.validateUtf8() && !utf8.isComplete()) {
            throw invalidUtf8("text that ends within a character");
        }
        inMessage = false;
        skipping = false;
        compressed = false;
        utf8.reset();
        byte[] bytes = message.take();
        if (tooLarge) {
            receiver.oversized(text, bytes);
        } else {
            receiver.message(text, bytes);
        }
    }

    private void endControl(int opcode, byte[] payload) throws WebSocketFailure {
        if (opcode == WebSocketHeader.PING) {
            receiver.ping(payload);
        } else if (opcode == WebSocketHeader.PONG) {
            receiver.pong(payload);
        } else {
            endClose(payload);
        }
    }

    private void endClose(byte[] payload) throws WebSocketFailure {
        int code = CloseCode.NO_STATUS;
        String reason = "";
        if (payload.length >= 2) {
            code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
            if (!CloseCode.isValid(code)) {
                throw WebSocketFailure.protocolError("close code " + code, "one that may be sent");
            }
            Utf8Validator validator = new Utf8Validator();
            if (!validator.accept(payload, 2, payload.length - 2) || !validator.isComplete()) {
                throw invalidUtf8("a close reason");
            }
            reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
        stop();
        receiver.close(code, reason);
    }

    private static WebSocketFailure invalidUtf8(String where) {
        return new WebSocketFailure(CloseCode.INVALID_PAYLOAD, "WebSocket: found " + where + " (expected UTF-8)");
    }
}
