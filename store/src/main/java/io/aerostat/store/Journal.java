package io.aerostat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second file, which contains the changes since the last commit of the engine. A write to the journal is smaller than
 * a commit, which writes several pages. After a crash, the store applies the changes in the journal again.
 *
 * <p>The journal is a sequence of frames, one for each batch of changes: length, checksum, and the changes in
 * MessagePack. The checksum includes the generation of the journal and the position of the frame, so frames from before
 * the last commit, which are still in the file, are never mistaken for new frames. One thread at a time.
 */
final class Journal implements AutoCloseable {
    /** Receives the changes of a journal, in the order in which they were made. */
    interface Changes {
        void put(String map, long key, byte[] value);

        /** Sets or removes a value. */
        void put(String map, String key, byte @Nullable [] value);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Length and checksum. */
    private static final int HEAD = 2 * Integer.BYTES;

    private static final byte[] NO_HEAD = new byte[HEAD];

    private final Path file;
    private final FileChannel channel;
    private final MessageBufferPacker batch = MessagePack.newDefaultBufferPacker();
    /** The map of the last change in the batch; null if the batch is empty. */
    private @Nullable String map;

    private long generation;
    private long end;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens or creates a journal. {@link #replay} reads its changes.
     *
     * @throws IllegalStateException if the file cannot be opened
     */
    static Journal open(Path file) {
        try {
            return new Journal(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "event store " + file + ": the file cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Returns the number of bytes in the frames of this generation. */
    long size() {
        return end;
    }

    /**
     * Makes all changes of a generation again. New frames are written after the frames of this generation. The rest of
     * the file is removed: if a new frame replaced a damaged frame of the same length, the frames after the damaged one
     * would be valid again.
     *
     * @throws IllegalStateException if a frame cannot be read, although its checksum is right
     */
    void replay(long wanted, Changes changes) {
        batch.clear();
        map = null;
        generation = wanted;
        end = 0;
        try {
            for (byte[] frame = frame(end); frame != null; frame = frame(end)) {
                make(frame, changes);
                end += HEAD + frame.length;
            }
            warnOfLostFrames();
            channel.truncate(end);
        } catch (IOException | MessagePackException e) {
            throw new IllegalStateException(
                    "event store " + file + ": found a damaged file (expected one that this store has written): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Returns the content of the frame at a position; null if there is no whole frame of this generation. */
    private byte @Nullable [] frame(long position) throws IOException {
        int length = length(position);
        if (length == 0) {
            return null;
        }
        ByteBuffer frame = ByteBuffer.allocate(HEAD + length);
        read(frame, position);
        byte[] content = new byte[length];
        frame.get(HEAD, content);
        return frame.getInt(Integer.BYTES) == checksum(position, frame.array(), HEAD + length) ? content : null;
    }

    /** Returns the length of the frame at a position; 0 if no frame can be there. */
    private int length(long position) throws IOException {
        if (channel.size() < position + HEAD) {
            return 0;
        }
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);
        read(head, position);
        int length = head.getInt(0);
        return length > 0 && length <= channel.size() - position - HEAD ? length : 0;
    }

    private void read(ByteBuffer target, long position) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
    }

    private int checksum(long position, byte[] frame, int to) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(generation)
                .putLong(position)
                .flip());
        sum.update(frame, HEAD, to - HEAD);
        return (int) sum.getValue();
    }

    /**
     * Reports a damaged frame. A frame that was being written when the process ended looks the same, but has no frame
     * of this generation after it.
     */
    private void warnOfLostFrames() throws IOException {
        int length = length(end);
        if (length != 0 && frame(end + HEAD + length) != null) {
            LOG.error(
                    "event store {}: found a damaged record at byte {}; the changes from there on are lost", file, end);
        }
    }

    private static void make(byte[] frame, Changes changes) throws IOException {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(frame)) {
            String map = "";
            while (in.hasNext()) {
                if (!in.tryUnpackNil()) {
                    map = in.unpackString();
                }
                if (in.getNextFormat().getValueType().isIntegerType()) {
                    changes.put(map, in.unpackLong(), in.readPayload(in.unpackBinaryHeader()));
                } else {
                    String key = in.unpackString();
                    changes.put(map, key, in.tryUnpackNil() ? null : in.readPayload(in.unpackBinaryHeader()));
                }
            }
        }
    }

    /** Adds a change to the batch. */
    void add(String changed, long key, byte[] value) {
        try {
            map(changed);
            batch.packLong(key);
            batch.packBinaryHeader(value.length).addPayload(value);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** Adds a change to the batch: sets a value, or removes it if {@code value} is null. */
    void add(String changed, String key, byte @Nullable [] value) {
        try {
            map(changed);
            batch.packString(key);
            if (value == null) {
                batch.packNil();
            } else {
                batch.packBinaryHeader(value.length).addPayload(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private void map(String changed) throws IOException {
        if (map == null) {
            batch.writePayload(NO_HEAD);
        }
        if (changed.equals(map)) {
            batch.packNil();
        } else {
            batch.packString(changed);
            map = changed;
        }
    }

    /**
     * Writes the batch as one frame. Blocks.
     *
     * @param sync whether to wait until the storage device has the frame
     */
    void write(boolean sync) throws IOException {
        if (map == null) {
            return;
        }
        byte[] frame = batch.toByteArray();
        discard();
        ByteBuffer bytes = ByteBuffer.wrap(frame)
                .putInt(0, frame.length - HEAD)
                .putInt(Integer.BYTES, checksum(end, frame, frame.length));
        while (bytes.hasRemaining()) {
            channel.write(bytes, end + bytes.position());
        }
        if (sync) {
            channel.force(false);
        }
        end += frame.length;
    }

    /** Forgets the changes of the batch. */
    void discard() {
        batch.clear();
        map = null;
    }

    /** Begins a new generation without frames, because the engine has committed all changes. */
    void begin(long next) {
        discard();
        generation = next;
        end = 0;
    }

    /** Makes the file empty, because the engine has committed all changes. */
    void clear() throws IOException {
        channel.truncate(0);
        end = 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("event store {}: the file cannot be closed: {}", file, e.getMessage());
        }
    }
}
