package io.aerostat.store.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The checksum of a record and its key. The engine checks where pages begin and how long they are, but not their
 * content.
 */
public final class Checksum {
    private Checksum() {}

    /** Returns the checksum of a number and of the bytes of an array from an index. */
    public static int of(long key, byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(key).flip());
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }

    /** Returns a record with the checksum of its key and content. */
    public static byte[] add(String key, byte[] record) {
        return ByteBuffer.allocate(Integer.BYTES + record.length)
                .putInt(of(key, record, 0))
                .put(record)
                .array();
    }

    /** Returns a record without its checksum. */
    public static byte[] check(String key, byte[] checked) throws BrokenRecordException {
        if (checked.length < Integer.BYTES || ByteBuffer.wrap(checked).getInt() != of(key, checked, Integer.BYTES)) {
            throw BrokenRecordException.damaged();
        }
        byte[] record = new byte[checked.length - Integer.BYTES];
        System.arraycopy(checked, Integer.BYTES, record, 0, record.length);
        return record;
    }

    private static int of(String key, byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }
}
