package io.aerostat.protocol.framing.codec;

import io.aerostat.protocol.framing.codec.WebSocketReaderOptions.MaskRule;
import io.netty.buffer.ByteBuf;

/**
 * Reads the headers of WebSocket frames one after another, and checks each header as early as possible: an error is
 * reported at once, even if the rest of the frame never arrives (RFC 6455 §5.2). Belongs to a {@link WebSocketReader}.
 */
final class WebSocketHeader {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int MAX_CONTROL_LENGTH = 125;

    private static final int FIN = 0x80;
    private static final int RSV = 0x70;
    private static final int COMPRESSED = 0x40;
    private static final int MASKED = 0x80;

    /** The length of the part that is the same in every header. */
    private static final int FIXED_LENGTH = 2;

    private final MaskRule masking;
    private final boolean compressionNegotiated;
    private final byte[] bytes = new byte[14];
    private int arrived;
    private int length = FIXED_LENGTH;
    private int mask;
    private long payloadLength;

    WebSocketHeader(MaskRule masking, boolean compressionNegotiated) {
        this.masking = masking;
        this.compressionNegotiated = compressionNegotiated;
    }

    /**
     * Reads bytes of {@code in} up to the end of the header.
     *
     * @param inMessage whether a message has begun in earlier frames and has not ended
     * @return true if the header is complete
     */
    boolean read(ByteBuf in, boolean inMessage) throws WebSocketFailure {
        while (arrived < length) {
            if (!in.isReadable()) {
                return false;
            }
            if (arrived < FIXED_LENGTH) {
                bytes[arrived++] = in.readByte();
                if (arrived == FIXED_LENGTH) {
                    check(inMessage);
                }
            } else {
                int more = Math.min(length - arrived, in.readableBytes());
                in.readBytes(bytes, arrived, more);
                arrived += more;
            }
        }
        int shortLength = bytes[1] & 0x7F;
        int at = FIXED_LENGTH;
        if (shortLength < 126) {
            payloadLength = shortLength;
        } else {
            at = shortLength == 126 ? 4 : 10;
            payloadLength = bigEndian(FIXED_LENGTH, at);
        }
        mask = (bytes[1] & MASKED) == 0 ? 0 : (int) bigEndian(at, at + 4);
        return true;
    }

    /** Prepares for the header of the next frame. */
    void reset() {
        arrived = 0;
        length = FIXED_LENGTH;
    }

    private long bigEndian(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    private void check(boolean inMessage) throws WebSocketFailure {
        int shortLength = bytes[1] & 0x7F;
        boolean masked = (bytes[1] & MASKED) != 0;
        if (isControl()) {
            checkControl(shortLength);
        } else {
            checkData(inMessage);
        }
        if (masked ? masking == MaskRule.FORBIDDEN : masking == MaskRule.REQUIRED) {
            throw WebSocketFailure.protocolError(
                    masked ? "a masked frame" : "an unmasked frame", masked ? "an unmasked one" : "a masked one");
        }
        length = FIXED_LENGTH + (shortLength < 126 ? 0 : shortLength == 126 ? 2 : 8) + (masked ? 4 : 0);
    }

    private void checkControl(int shortLength) throws WebSocketFailure {
        int opcode = opcode();
        if (opcode > PONG) {
            throw reservedOpcode(opcode);
        }
        if (!isFinal() || shortLength > MAX_CONTROL_LENGTH) {
            throw WebSocketFailure.protocolError(
                    isFinal() ? "a long control frame" : "a fragmented control frame",
                    "a whole one of at most 125 bytes");
        }
        if ((bytes[0] & RSV) != 0) {
            throw WebSocketFailure.protocolError("reserved bits in a control frame", "none");
        }
        if (opcode == CLOSE && shortLength == 1) {
            throw WebSocketFailure.protocolError("a close frame of one byte", "no bytes, or a code of two");
        }
    }

    private void checkData(boolean inMessage) throws WebSocketFailure {
        int opcode = opcode();
        if (opcode > BINARY) {
            throw reservedOpcode(opcode);
        }
        if ((opcode == CONTINUATION) != inMessage) {
            throw WebSocketFailure.protocolError(
                    inMessage ? "a new message within a fragmented one" : "a continuation without a message",
                    inMessage ? "a continuation" : "a new message");
        }
        // RFC 7692 §6: RSV1 marks only the first frame of a compressed message.
        int allowed = compressionNegotiated && opcode != CONTINUATION ? COMPRESSED : 0;
        if ((bytes[0] & RSV & ~allowed) != 0) {
            throw WebSocketFailure.protocolError("reserved bits", "none that were not negotiated");
        }
    }

    private static WebSocketFailure reservedOpcode(int opcode) {
        return WebSocketFailure.protocolError("reserved opcode " + opcode, "0, 1, 2, 8, 9 or 10");
    }

    int opcode() {
        return bytes[0] & 0x0F;
    }

    boolean isControl() {
        return (bytes[0] & 0x08) != 0;
    }

    /** Checks whether this is the last frame of its message. */
    boolean isFinal() {
        return (bytes[0] & FIN) != 0;
    }

    boolean isCompressed() {
        return (bytes[0] & COMPRESSED) != 0;
    }

    /** Returns the masking key. If the frame is not masked, returns 0, which masks nothing. */
    int mask() {
        return mask;
    }

    /** Returns the length of the payload in bytes; negative if its highest bit is set. */
    long payloadLength() {
        return payloadLength;
    }
}
