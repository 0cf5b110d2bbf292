package io.aerostat.cluster.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Writes the messages about rows: each is an array of a type number and its fields. Not thread-safe. */
final class RowFormat {
    /** A new row or value. Fields: number of the change, key, value, hash of the row with its previous value. */
    static final int PUT = 1;
    /** A removed row. Fields: number of the change, key, hash of the row with its last value. */
    static final int REMOVE = 2;
    /** Some of the rows that a node has when a link comes up. Fields: keys and values, in turn. */
    static final int ROWS = 3;
    /**
     * The end of the rows that {@link #ROWS} sends. Fields: number of the last change, number of rows, sum of their
     * hashes.
     */
    static final int ROWS_END = 4;
    /** A confirmation. Field: the number of the last received change. */
    static final int CONFIRM = 5;
    /**
     * Rows that the receiver has forgotten. Fields: keys and values, in turn. Numbers of changes and sums stay the
     * same.
     */
    static final int REPEATED_ROWS = 6;

    /** The largest number of bytes that a change has in addition to its key and value. */
    static final int OVERHEAD = 40;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    private int partsLeft;

    byte[] put(long number, byte[] key, byte[] value, long hashBefore) {
        try {
            packer.packArrayHeader(5).packInt(PUT).packLong(number);
            packer.packBinaryHeader(key.length).writePayload(key);
            packer.packBinaryHeader(value.length).writePayload(value).packLong(hashBefore);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
        return take();
    }

    byte[] remove(long number, byte[] key, long hashBefore) {
        try {
            packer.packArrayHeader(4).packInt(REMOVE).packLong(number);
            packer.packBinaryHeader(key.length).writePayload(key).packLong(hashBefore);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
        return take();
    }

    /**
     * Begins a message of rows; {@link #row} adds each row.
     *
     * @param type {@link #ROWS} or {@link #REPEATED_ROWS}
     */
    void beginRows(int type, int rows) {
        try {
            packer.packArrayHeader(1 + 2 * rows).packInt(type);
            partsLeft = rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
    }

    void row(byte[] key, byte[] value) {
        try {
            packer.packBinaryHeader(key.length).writePayload(key);
            packer.packBinaryHeader(value.length).writePayload(value);
            partsLeft--;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
    }

    byte[] endRows() {
        assert partsLeft == 0;
        return take();
    }

    byte[] rowsEnd(long number, RowDigest digest) {
        try {
            packer.packArrayHeader(4).packInt(ROWS_END).packLong(number);
            packer.packLong(digest.rows()).packLong(digest.sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
        return take();
    }

    byte[] confirm(long number) {
        try {
            packer.packArrayHeader(2).packInt(CONFIRM).packLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
        return take();
    }

    private byte[] take() {
        byte[] bytes = packer.toByteArray();
        packer.clear();
        return bytes;
    }

    /** Returns a hash of a row, which is never 0. */
    static long hash(int lane, byte[] key, byte[] value) {
        long hash = (FNV_OFFSET ^ lane) * FNV_PRIME;
        hash = mixed(hash, key);
        hash = (hash ^ key.length) * FNV_PRIME;
        hash = mixed(hash, value);
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }

    private static long mixed(long start, byte[] bytes) {
        long hash = start;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
