package io.aerostat.protocol.framing.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes WebSocket frames into a buffer (RFC 6455 §5). A message is encoded directly after the space for its header.
 * Confined to one loop.
 *
 * <p>Masking keys come from {@link ThreadLocalRandom} and not from a secure generator, because masking only protects
 * intermediaries from scripts in browsers.
 */
public final class WebSocketWriter implements AutoCloseable {
    private static final int FIN = 0x80;
    private static final int CONTINUATION = 0;
    private static final int COMPRESSED = 0x40;
    private static final int MASKED = 0x80;

    private final boolean masks;
    private final @Nullable MessageDeflater deflater;
    /** The longest payload of a frame. */
    private final int maxPayload;

    /**
     * Creates a writer that writes each message in one frame.
     *
     * @param masks whether to mask frames, as a client must (RFC 6455 §5.1)
     * @param deflater the deflater if permessage-deflate was negotiated, otherwise null; closed with this writer
     */
    public WebSocketWriter(boolean masks, @Nullable MessageDeflater deflater) {
        this(masks, deflater, 0);
    }

    /**
     * Creates a writer that splits long messages into several frames.
     *
     * @param fragmentSize the longest payload of a frame of a message, in bytes; 0 for no limit
     */
    public WebSocketWriter(boolean masks, @Nullable MessageDeflater deflater, int fragmentSize) {
        this.masks = masks;
        this.deflater = deflater;
        this.maxPayload = fragmentSize == 0 ? Integer.MAX_VALUE : fragmentSize;
    }

    /**
     * Reserves space for the header of a message. The caller then encodes the message at the writer index.
     *
     * @param expectedLength an estimate of the length; a wrong estimate costs a copy
     * @return the number of reserved bytes, to pass to {@link #finishMessage}
     */
    public int beginMessage(ByteBuf out, int expectedLength) {
        int room = headerLength(expectedLength);
        out.writeZero(room);
        return room;
    }

    /**
     * Completes the frame of the message that has been encoded since {@link #beginMessage}.
     *
     * @param frame the writer index before {@link #beginMessage}
     */
    public void finishMessage(ByteBuf out, int frame, int room, boolean text) {
        int from = frame + room;
        int length = out.writerIndex() - from;
        if (deflater != null) {
            byte[] plain = ByteBufUtil.getBytes(out, from, length);
            out.writerIndex(frame);
            writeMessage(out, plain, text);
            return;
        }
        if (length > maxPayload) {
            byte[] payload = ByteBufUtil.getBytes(out, from, length);
            out.writerIndex(frame);
            writeFragments(out, opcode(text), payload);
            return;
        }
        int needed = headerLength(length);
        if (needed != room) {
            byte[] payload = ByteBufUtil.getBytes(out, from, length);
            out.writerIndex(frame + needed);
            out.writeBytes(payload);
        }
        int end = out.writerIndex();
        out.writerIndex(frame);
        writeHeader(out, FIN | opcode(text), length);
        out.writerIndex(end);
        mask(out, frame + needed, length);
    }

    /** Writes a complete message. */
    public void writeMessage(ByteBuf out, byte[] bytes, boolean text) {
        if (deflater == null) {
            writeFragments(out, opcode(text), bytes);
            return;
        }
        int frame = out.writerIndex();
        int room = headerLength(bytes.length);
        out.writeZero(room);
        deflater.deflate(bytes, 0, bytes.length, out);
        byte[] deflated = ByteBufUtil.getBytes(out, frame + room, out.writerIndex() - frame - room);
        out.writerIndex(frame);
        writeFragments(out, COMPRESSED | opcode(text), deflated);
    }

    public void writePing(ByteBuf out, byte[] payload) {
        writeFrame(out, FIN | WebSocketHeader.PING, payload);
    }

    public void writePong(ByteBuf out, byte[] payload) {
        writeFrame(out, FIN | WebSocketHeader.PONG, payload);
    }

    /**
     * Writes a close frame.
     *
     * @param code the code, or {@link CloseCode#NO_STATUS} for a frame without a code
     * @param reason the reason, which is shortened if it is too long
     */
    public void writeClose(ByteBuf out, int code, String reason) {
        byte[] payload = new byte[0];
        if (code != CloseCode.NO_STATUS) {
            byte[] text = reason.getBytes(StandardCharsets.UTF_8);
            int length = fitting(text, WebSocketHeader.MAX_CONTROL_LENGTH - 2);
            payload = new byte[2 + length];
            payload[0] = (byte) (code >>> 8);
            payload[1] = (byte) code;
            System.arraycopy(text, 0, payload, 2, length);
        }
        writeFrame(out, FIN | WebSocketHeader.CLOSE, payload);
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.close();
        }
    }

    /** Returns the largest length up to {@code limit} that does not split a character. */
    private static int fitting(byte[] utf8, int limit) {
        int length = Math.min(utf8.length, limit);
        while (length < utf8.length && length > 0 && (utf8[length] & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }

    private static int opcode(boolean text) {
        return text ? WebSocketHeader.TEXT : WebSocketHeader.BINARY;
    }

    /** Writes a message in as few frames as the payload limit allows (RFC 6455 §5.4). */
    private void writeFragments(ByteBuf out, int firstByte, byte[] payload) {
        int offset = 0;
        while (payload.length - offset > maxPayload) {
            writeFrame(out, offset == 0 ? firstByte : CONTINUATION, payload, offset, maxPayload);
            offset += maxPayload;
        }
        writeFrame(out, FIN | (offset == 0 ? firstByte : CONTINUATION), payload, offset, payload.length - offset);
    }

    private void writeFrame(ByteBuf out, int firstByte, byte[] payload) {
        writeFrame(out, firstByte, payload, 0, payload.length);
    }

    private void writeFrame(ByteBuf out, int firstByte, byte[] payload, int offset, int length) {
        writeHeader(out, firstByte, length);
        int from = out.writerIndex();
        out.writeBytes(payload, offset, length);
        mask(out, from, length);
    }

    private int headerLength(int length) {
        return (length < 126 ? 2 : length < 65536 ? 4 : 10) + (masks ? 4 : 0);
    }

    private void writeHeader(ByteBuf out, int firstByte, int length) {
        int maskBit = masks ? MASKED : 0;
        out.writeByte(firstByte);
        if (length < 126) {
            out.writeByte(maskBit | length);
        } else if (length < 65536) {
            out.writeByte(maskBit | 126).writeShort(length);
        } else {
            out.writeByte(maskBit | 127).writeLong(length);
        }
        if (masks) {
            out.writeInt(ThreadLocalRandom.current().nextInt());
        }
    }

    private void mask(ByteBuf out, int from, int length) {
        if (!masks || length == 0) {
            return;
        }
        int key = out.getInt(from - 4);
        int at = from;
        int end = from + length;
        for (; at + 4 <= end; at += 4) {
            out.setInt(at, out.getInt(at) ^ key);
        }
        for (int shift = 24; at < end; at++, shift -= 8) {
            out.setByte(at, out.getByte(at) ^ key >>> shift);
        }
    }
}
