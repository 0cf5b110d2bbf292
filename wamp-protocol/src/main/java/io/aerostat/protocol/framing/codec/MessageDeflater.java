package io.aerostat.protocol.framing.codec;

import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.netty.buffer.ByteBuf;
import java.util.zip.Deflater;

/**
 * Compresses the outgoing messages of one connection with permessage-deflate (RFC 7692 §7.2.1). Owns native memory
 * until {@link #close()}. Confined to one loop.
 */
public final class MessageDeflater implements AutoCloseable {
    /** The length of the bytes 00 00 FF FF. A flush ends with these bytes, and they are not sent. */
    private static final int TAIL_LENGTH = 4;

    private static final int GROWTH = 512;

    private final boolean keepsContext;
    /** The number of bytes after which the deflater is reset, so that it does not refer to earlier bytes. */
    private final int window;

    private final Deflater deflater;

    /**
     * Creates a deflater.
     *
     * @param keepsContext whether messages may refer to earlier messages, which improves the compression but costs
     *     memory at the receiver
     * @param windowBits the size of the window to which references are limited, as a power of two from 8 to 15
     */
    public MessageDeflater(int level, boolean keepsContext, int windowBits) {
        boolean largest = windowBits == PerMessageDeflate.LARGEST_WINDOW;
        this.keepsContext = keepsContext && largest;
        this.window = largest ? Integer.MAX_VALUE : 1 << windowBits;
        this.deflater = new Deflater(level, true);
    }

    /** Returns the deflater of a client with the parameters that it has negotiated. */
    public static MessageDeflater ofClient(PerMessageDeflate agreed, int level) {
        return new MessageDeflater(level, !agreed.clientNoContextTakeover());
    }

    /** Returns the deflater of a server with the parameters that it has negotiated. */
    public static MessageDeflater ofServer(PerMessageDeflate agreed, int level) {
        int windowBits =
                agreed.serverMaxWindowBits() == 0 ? PerMessageDeflate.LARGEST_WINDOW : agreed.serverMaxWindowBits();
        return new MessageDeflater(level, !agreed.serverNoContextTakeover(), windowBits);
    }

    /** Creates a deflater with the largest window. */
    public MessageDeflater(int level, boolean keepsContext) {
        this(level, keepsContext, PerMessageDeflate.LARGEST_WINDOW);
    }

    /** Appends the compressed message to {@code out}. */
    void deflate(byte[] bytes, int offset, int length, ByteBuf out) {
        int start = out.writerIndex();
        byte[] chunk = new byte[Math.max(GROWTH, Math.min(length, 16 * GROWTH))];
        int done = 0;
        do {
            // The JDK's deflater has only the largest window. For a smaller window, the deflater is reset after each
            // window of input.
            int part = Math.min(window, length - done);
            deflater.setInput(bytes, offset + done, part);
            done += part;
            int flush = done < length ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH;
            int written;
            do {
                written = deflater.deflate(chunk, 0, chunk.length, flush);
                out.writeBytes(chunk, 0, written);
            } while (written == chunk.length);
        } while (done < length);
        if (out.writerIndex() - start > TAIL_LENGTH) {
            out.writerIndex(out.writerIndex() - TAIL_LENGTH);
        } else {
            // RFC 7692 §7.2.3.6: the message is empty and the deflater writes nothing, so send an empty stored block.
            out.writerIndex(start).writeByte(0);
        }
        if (!keepsContext) {
            deflater.reset();
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
