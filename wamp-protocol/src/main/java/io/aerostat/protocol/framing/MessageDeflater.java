package io.aerostat.protocol.framing;

import io.netty.buffer.ByteBuf;
import java.util.zip.Deflater;

/** Does permessage-deflate for the messages of one direction (RFC 7692 §7.2.1). Owns native memory until {@link #close()}. One loop. */
public final class MessageDeflater implements AutoCloseable {
    /** The four octets 00 00 FF FF with which a flush ends are not sent. */
    private static final int TAIL_LENGTH = 4;

    private static final int GROWTH = 512;

    private final boolean keepsContext;
    private final Deflater deflater;

    /** @param keepsContext whether messages refer back to earlier ones: better compression, more memory at the receiver */
    public MessageDeflater(int level, boolean keepsContext) {
        this.keepsContext = keepsContext;
        this.deflater = new Deflater(level, true);
    }

    /** Appends the deflated message to {@code out}. */
    void deflate(byte[] bytes, int offset, int length, ByteBuf out) {
        deflater.setInput(bytes, offset, length);
        int start = out.writerIndex();
        byte[] chunk = new byte[Math.max(GROWTH, Math.min(length, 16 * GROWTH))];
        int written;
        do {
            written = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.writeBytes(chunk, 0, written);
        } while (written == chunk.length);
        if (out.writerIndex() - start > TAIL_LENGTH) {
            out.writerIndex(out.writerIndex() - TAIL_LENGTH);
        } else {
            // Nothing to compress since the last flush: an empty stored block (RFC 7692 §7.2.3.6).
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
