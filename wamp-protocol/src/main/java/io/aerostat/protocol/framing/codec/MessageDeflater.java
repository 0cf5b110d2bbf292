package io.aerostat.protocol.framing.codec;

import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.netty.buffer.ByteBuf;
import java.util.zip.Deflater;

/**
 * Compresses the outgoing messages of one connection with permessage-deflate (RFC 7692 §7.2.1). Owns native memory
 * until {@link #close()}. Confined to one loop.
 */
public final class MessageDeflater implements AutoCloseable {
    /** The length of 00 00 FF FF, with which a flush ends. These bytes are not sent. */
    private static final int TAIL_LENGTH = 4;

    private static final int GROWTH = 512;

    private final boolean keepsContext;
    /** The number of bytes after which the deflater forgets everything earlier. */
    private final int window;

    private final Deflater deflater;

    /**
     * @param keepsContext whether messages refer back to earlier ones: better compression, more memory at the receiver
     * @param windowBits the size of the window, within which messages refer back, as a power of two: 8 to 15
     */
    public MessageDeflater(int level, boolean keepsContext, int windowBits) {
        boolean largest = windowBits == PerMessageDeflate.LARGEST_WINDOW;
        this.keepsContext = keepsContext && largest;
        this.window = largest ? Integer.MAX_VALUE : 1 << windowBits;
        this.deflater = new Deflater(level, true);
    }

    /** Returns the deflater of a client, as it agreed with the server. */
    public static MessageDeflater ofClient(PerMessageDeflate agreed, int level) {
        return new MessageDeflater(level, !agreed.clientNoContextTakeover());
    }

    /** Returns the deflater of a server, as it agreed with the client. */
    public static MessageDeflater ofServer(PerMessageDeflate agreed, int level) {
        int windowBits =
                agreed.serverMaxWindowBits() == 0 ? PerMessageDeflate.LARGEST_WINDOW : agreed.serverMaxWindowBits();
        return new MessageDeflater(level, !agreed.serverNoContextTakeover(), windowBits);
    }

    /** Makes a deflater with the largest window. */
    public MessageDeflater(int level, boolean keepsContext) {
        this(level, keepsContext, PerMessageDeflate.LARGEST_WINDOW);
    }

    /** Appends the deflated message to {@code out}. */
    void deflate(byte[] bytes, int offset, int length, ByteBuf out) {
        int start = out.writerIndex();
        byte[] chunk = new byte[Math.max(GROWTH, Math.min(length, 16 * GROWTH))];
        int done = 0;
        do {
            // The JDK's deflater has only the largest window. To stay within a smaller one, it is reset when that is
            // used up.
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
            // The message is empty, so the deflater writes nothing: send an empty stored block (RFC 7692 §7.2.3.6).
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
