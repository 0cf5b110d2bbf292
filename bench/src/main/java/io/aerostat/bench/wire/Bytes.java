package io.aerostat.bench.wire;

import java.util.Arrays;

/** A growing sequence of bytes that is consumed from its front. */
public final class Bytes {
    private byte[] array;
    private int start;
    private int end;

    public Bytes(int capacity) {
        array = new byte[capacity];
    }

    public byte[] array() {
        return array;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    public int length() {
        return end - start;
    }

    public void clear() {
        start = 0;
        end = 0;
    }

    /** Drops bytes from the front. */
    void take(int length) {
        start += length;
        if (start == end) {
            clear();
        }
    }

    /**
     * Adds {@code length} bytes at the end, which the caller must then write. Returns the position of the first of
     * these bytes.
     */
    int grow(int length) {
        if (array.length - end < length) {
            int kept = end - start;
            byte[] target = kept + length > array.length ? new byte[Math.max(array.length * 2, kept + length)] : array;
            System.arraycopy(array, start, target, 0, kept);
            array = target;
            start = 0;
            end = kept;
        }
        int at = end;
        end += length;
        return at;
    }

    /** Removes the last bytes that {@link #grow} added and that the caller has not written. */
    void shrink(int length) {
        end -= length;
        if (start == end) {
            clear();
        }
    }

    void add(int single) {
        int at = grow(1); // must come first, because grow() may replace the array
        array[at] = (byte) single;
    }

    /** Adds a big-endian number. */
    void add(long value, int length) {
        int at = grow(length);
        for (int i = length - 1; i >= 0; i--, at++) {
            array[at] = (byte) (value >>> (8 * i));
        }
    }

    public void add(byte[] bytes, int from, int length) {
        int at = grow(length);
        System.arraycopy(bytes, from, array, at, length);
    }

    public void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    public byte[] copy() {
        return Arrays.copyOfRange(array, start, end);
    }

    /** Returns the position at which {@code wanted} first occurs, or -1. */
    static int find(byte[] wanted, byte[] bytes, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
