package io.aerostat.cluster.frame;

import java.util.Arrays;
import org.msgpack.core.buffer.MessageBuffer;
import org.msgpack.core.buffer.MessageBufferOutput;

/**
 * A growing buffer that a packer reuses for all its messages, because msgpack-core would allocate a buffer of its own
 * for each message. Confined to the owner of its packer.
 */
final class FrameBuffer implements MessageBufferOutput {
    private static final int INITIAL = 1024;
    /** The largest buffer to keep for the next message, in bytes. */
    private static final int LARGEST_KEPT = 256 * 1024;

    private byte[] bytes = new byte[INITIAL];
    private int length;

    /** Returns the bytes written, and empties the buffer. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[INITIAL];
        }
        return taken;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * bytes.length));
        }
    }

    @Override
    public MessageBuffer next(int minimumSize) {
        ensure(minimumSize);
        return MessageBuffer.wrap(bytes, length, bytes.length - length);
    }

    @Override
    public void writeBuffer(int written) {
        length += written;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    @Override
    public void add(byte[] source, int offset, int count) {
        write(source, offset, count);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
