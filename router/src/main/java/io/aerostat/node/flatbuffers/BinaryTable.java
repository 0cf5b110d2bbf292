package io.aerostat.node.flatbuffers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table in a FlatBuffers file. Every method fails with {@link IndexOutOfBoundsException} or
 * {@link IllegalArgumentException} if the file is damaged, or if reading would need far more time or memory than the
 * size of the file justifies.
 */
final class BinaryTable {
    private static final int SMALLEST_FILE = 8;

    private final ByteBuffer file;
    private final Allowance allowance;
    private final int position;
    private final int vtable;

    /**
     * The number of bytes that may still be read from a file. Without a limit, many references to the same table, list
     * or text would make the reading of a small file endless.
     */
    private static final class Allowance {
        /**
         * The limit as a multiple of the file's size. A table takes at least four bytes of its file, so an intact file
         * never reaches the limit.
         */
        private static final int FACTOR = 8;

        private static final int TABLE = 4 * FACTOR;

        private long bytes;

        Allowance(int size) {
            bytes = (long) FACTOR * size;
        }

        void take(int read) {
            bytes -= read;
            if (bytes < 0) {
                throw new IllegalArgumentException("found too many references to the same places");
            }
        }
    }

    private BinaryTable(ByteBuffer file, Allowance allowance, int position) {
        allowance.take(Allowance.TABLE);
        this.file = file;
        this.allowance = allowance;
        this.position = position;
        this.vtable = position - file.getInt(position);
    }

    /**
     * Returns the outermost table of a file.
     *
     * @param identifier the four characters that name the kind of file
     * @return empty if the file is of another kind
     */
    static Optional<BinaryTable> root(byte[] bytes, String identifier) {
        if (bytes.length < SMALLEST_FILE || !new String(bytes, 4, 4, StandardCharsets.ISO_8859_1).equals(identifier)) {
            return Optional.empty();
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return Optional.of(new BinaryTable(file, new Allowance(bytes.length), file.getInt(0)));
    }

    /** Returns the position of a field in the file; 0 if the table lacks the field. */
    private int at(int field) {
        int entry = 4 + 2 * field;
        int size = Short.toUnsignedInt(file.getShort(vtable));
        int offset = entry + 2 <= size ? Short.toUnsignedInt(file.getShort(vtable + entry)) : 0;
        return offset == 0 ? 0 : position + offset;
    }

    /** Returns the place to which a reference leads. References lead only forward, so there are no cycles. */
    private int target(int reference) {
        int distance = file.getInt(reference);
        if (distance <= 0) {
            throw new IndexOutOfBoundsException("distance " + distance);
        }
        return Math.addExact(reference, distance);
    }

    /** Returns a number of one byte; 0 if it is absent. */
    int byteAt(int field) {
        int at = at(field);
        return at == 0 ? 0 : file.get(at);
    }

    /** Returns a number of two bytes; 0 if it is absent. */
    int shortAt(int field) {
        int at = at(field);
        return at == 0 ? 0 : Short.toUnsignedInt(file.getShort(at));
    }

    /** Returns a number of four bytes; -1 if it is absent. */
    int indexAt(int field) {
        int at = at(field);
        return at == 0 ? -1 : file.getInt(at);
    }

    /** Returns a text; empty if it is absent. */
    String textAt(int field) {
        int at = at(field);
        if (at == 0) {
            return "";
        }
        int text = target(at);
        int size = checkedSize(file.getInt(text));
        allowance.take(size);
        byte[] bytes = new byte[size];
        file.get(text + 4, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns a table; empty if it is absent. */
    Optional<BinaryTable> tableAt(int field) {
        int at = at(field);
        return at == 0 ? Optional.empty() : Optional.of(new BinaryTable(file, allowance, target(at)));
    }

    /** Returns a list of tables; empty if it is absent. */
    List<BinaryTable> tablesAt(int field) {
        int at = at(field);
        List<BinaryTable> tables = new ArrayList<>();
        if (at != 0) {
            int list = target(at);
            int size = checkedSize(file.getInt(list));
            for (int i = 0; i < size; i++) {
                int reference = list + 4 + 4 * i;
                tables.add(new BinaryTable(file, allowance, target(reference)));
            }
        }
        return tables;
    }

    /** Refuses sizes larger than the file, before memory is taken for them. */
    private int checkedSize(int size) {
        if (size < 0 || size > file.capacity()) {
            throw new IndexOutOfBoundsException("size " + size);
        }
        return size;
    }
}
