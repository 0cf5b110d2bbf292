package io.aerostat.protocol.framing.codec;

import io.aerostat.protocol.error.ProtocolViolation;
import io.netty.buffer.ByteBuf;

/**
 * Reads RawSocket frames {@code RRRR X TTT | length (24 bit) | payload} from a byte stream after the handshake (RAW-5).
 * The length of a frame is checked before any of its bytes is stored (RAW-6), and memory grows only with the bytes that
 * have arrived. Confined to one loop; independent of channels, so that bytes may come from any stream.
 */
public final class RawSocketReader {
    static final int MESSAGE = 0;
    static final int PING = 1;
    static final int PONG = 2;
    static final int HEADER_LENGTH = 4;

    /** The number of bytes that are kept of an oversized message, so that its request can be recognized. */
    private static final int HEAD_LENGTH = 1024;

    private final int announcedSize;
    private final int acceptedSize;
    private final RawSocketReceiver receiver;
    private final FrameBytes body = new FrameBytes();

    private int header;
    private int headerBytes;
    private int type;
    private int length;
    private int toSkip;
    private boolean oversized;
    private boolean stopped;

    /**
     * Creates a reader.
     *
     * @param announcedSize the size that the handshake has announced; a longer frame is a violation
     * @param acceptedSize the size of accepted messages; longer ones are skipped
     */
    public RawSocketReader(int announcedSize, int acceptedSize, RawSocketReceiver receiver) {
        this.announcedSize = announcedSize;
        this.acceptedSize = Math.min(acceptedSize, announcedSize);
        this.receiver = receiver;
    }

    /**
     * Reads all bytes of {@code in}. The caller keeps the ownership of the buffer.
     *
     * @throws ProtocolViolation if the stream is invalid; the reader ignores all further bytes
     */
    public void read(ByteBuf in) throws ProtocolViolation {
        while (!stopped) {
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, in.readableBytes());
                in.skipBytes(skipped);
                toSkip -= skipped;
                if (toSkip > 0) {
                    return;
                }
            }
            if (headerBytes < HEADER_LENGTH) {
                if (!readHeader(in)) {
                    return;
                }
                begin();
            }
            if (!body.fill(in)) {
                return;
            }
            end();
        }
        in.skipBytes(in.readableBytes());
    }

    /** Ignores all further bytes. */
    public void stop() {
        stopped = true;
        body.clear();
    }

    private boolean readHeader(ByteBuf in) {
        if (headerBytes == 0 && in.readableBytes() >= HEADER_LENGTH) {
            header = in.readInt();
            headerBytes = HEADER_LENGTH;
            return true;
        }
        while (headerBytes < HEADER_LENGTH && in.isReadable()) {
            header = header << 8 | in.readUnsignedByte();
            headerBytes++;
        }
        return headerBytes == HEADER_LENGTH;
    }

    private void begin() throws ProtocolViolation {
        int reserved = header >>> 28;
        type = header >>> 24 & 0x7;
        length = header & 0x00FFFFFF | (header >>> 27 & 1) << 24;
        if (reserved != 0) {
            throw broken("reserved bits " + Integer.toBinaryString(reserved), "0000");
        }
        if (type > PONG) {
            throw broken("type " + type, "0, 1 or 2");
        }
        if (length > RawSocketHandshake.LARGEST_MESSAGE_SIZE || length > announcedSize) {
            throw broken(Integer.toUnsignedString(length) + " bytes", "at most " + announcedSize + " as announced");
        }
        oversized = type == MESSAGE && length > acceptedSize;
        body.expect(oversized ? Math.min(length, HEAD_LENGTH) : length, true);
    }

    private void end() {
        headerBytes = 0;
        header = 0;
        byte[] bytes = body.take();
        if (oversized) {
            toSkip = length - bytes.length;
            receiver.oversized(length, bytes);
        } else if (type == MESSAGE) {
            receiver.message(bytes);
        } else if (type == PING) {
            receiver.ping(bytes);
        } else {
            receiver.pong(bytes);
        }
    }

    private ProtocolViolation broken(String found, String expected) {
        stop();
        return ProtocolViolation.of("RawSocket frame", found, expected);
    }
}
