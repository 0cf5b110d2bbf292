package io.aerostat.cluster.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/**
 * Writes messages with records, one message after another. Not thread-safe.
 *
 * <p>A message is an array of four values: its kind, the receiver's key of the link, the sender's key, and the sequence
 * number of the message. The array is followed by records, each as an extension value, or by one piece of a record as a
 * binary value.
 */
public final class BatchWriter {
    /** The largest number of bytes that a message has in addition to its records or its piece. */
    public static final int OVERHEAD = 40;
    /** The largest number of bytes that a record takes in addition to its content. */
    public static final int RECORD_OVERHEAD = 6;

    private final FrameBuffer buffer = new FrameBuffer();
    private final MessagePacker packer = MessagePack.newDefaultPacker(buffer);
    /** The number of bytes of all earlier messages. */
    private long taken;

    /** Begins a message. */
    public void begin(BatchKind kind, long to, long key, long number) {
        try {
            packer.packArrayHeader(4)
                    .packInt(kind.ordinal())
                    .packLong(to)
                    .packLong(key)
                    .packLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
    }

    /** Adds a record of two parts. The positions of the two buffers do not change. */
    public void record(byte type, ByteBuffer head, ByteBuffer rest) {
        try {
            packer.packExtensionTypeHeader(type, head.remaining() + rest.remaining());
            write(head);
            write(rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
    }

    private void write(ByteBuffer part) throws IOException {
        if (part.hasArray()) {
            packer.writePayload(part.array(), part.arrayOffset() + part.position(), part.remaining());
        } else {
            byte[] copy = new byte[part.remaining()];
            part.get(part.position(), copy);
            packer.writePayload(copy);
        }
    }

    /** Adds a piece of a record that is too large for one message. */
    public void piece(byte[] records, int offset, int length) {
        try {
            packer.packBinaryHeader(length).writePayload(records, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
    }

    /** Returns the number of bytes written so far. */
    public int size() {
        return (int) (packer.getTotalWrittenBytes() - taken);
    }

    /** Returns the message and empties the writer. */
    public byte[] take() {
        try {
            packer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
        taken = packer.getTotalWrittenBytes();
        return buffer.take();
    }
}
