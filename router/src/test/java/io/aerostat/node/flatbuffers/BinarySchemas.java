package io.aerostat.node.flatbuffers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Binary schemas of FlatBuffers that {@code flatc} would not write. */
public final class BinarySchemas {
    private static final int TABLE = 15;

    private final ByteBuffer out;

    private BinarySchemas(int size) {
        out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0).put("BFBS".getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns a schema with tables {@code T0}, {@code T1} …, each with a field of the next table as its type. */
    public static byte[] chain(int tables) {
        BinarySchemas schema = new BinarySchemas(100 + 200 * tables);
        int list = schema.objects(tables);
        for (int i = 0; i < tables; i++) {
            int table = schema.table(list + 4 * i, 0, 1);
            schema.text(member(table, 0), "T" + i);
            int field = schema.table(schema.list(member(table, 1), 1), 0, 1);
            schema.text(member(field, 0), "next");
            schema.type(member(field, 1), i + 1);
        }
        return schema.bytes();
    }

    /** Returns a schema with many fields that share one list of as many attributes, which are all the same one. */
    static byte[] shared(int times) {
        BinarySchemas schema = new BinarySchemas(300 + 200 * times);
        int table = schema.table(schema.objects(1), 0, 1);
        schema.text(member(table, 0), "Table");
        int fields = schema.list(member(table, 1), times);
        int[] attributesOf = new int[times];
        for (int i = 0; i < times; i++) {
            int field = schema.table(fields + 4 * i, 0, 1, 9);
            schema.text(member(field, 0), "field" + i);
            schema.type(member(field, 1), 0);
            attributesOf[i] = member(field, 2);
        }
        int attributes = schema.list(attributesOf[0], times);
        int attribute = schema.table(attributes, 0);
        schema.text(member(attribute, 0), "kwarg");
        for (int i = 1; i < times; i++) {
            schema.refer(attributesOf[i], attributes - 4);
            schema.refer(attributes + 4 * i, attribute);
        }
        return schema.bytes();
    }

    /** Returns a schema whose fields have these names. */
    static byte[] fields(String... names) {
        BinarySchemas schema = new BinarySchemas(300 + 400 * names.length);
        int table = schema.table(schema.objects(1), 0, 1);
        schema.text(member(table, 0), "Table");
        int fields = schema.list(member(table, 1), names.length);
        for (int i = 0; i < names.length; i++) {
            int field = schema.table(fields + 4 * i, 0, 1);
            schema.text(member(field, 0), names[i]);
            schema.type(member(field, 1), 0);
        }
        return schema.bytes();
    }

    /** Returns a schema with one table of this name. */
    static byte[] named(String name) {
        BinarySchemas schema = new BinarySchemas(100 + name.length());
        schema.text(member(schema.table(schema.objects(1), 0), 0), name);
        return schema.bytes();
    }

    /** Returns a schema whose root table comes after its list of tables, which is empty. */
    static byte[] backwards() {
        BinarySchemas schema = new BinarySchemas(100);
        int list = schema.list(0, 0) - 4;
        schema.refer(member(schema.table(0, 0), 0), list);
        return schema.bytes();
    }

    private static int member(int table, int index) {
        return table + 4 + 4 * index;
    }

    private byte[] bytes() {
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Adds the root table, and returns the place of the first reference in its list of tables. */
    private int objects(int size) {
        return list(member(table(0, 0), 0), size);
    }

    private void refer(int from, int to) {
        out.putInt(from, to - from);
    }

    /** Adds a table with members of four bytes each, and returns its place. */
    private int table(int reference, int... fields) {
        int last = fields[fields.length - 1];
        int vtable = out.position();
        out.putShort((short) (6 + 2 * last)).putShort((short) (4 + 4 * fields.length));
        for (int field = 0; field <= last; field++) {
            int index = Arrays.binarySearch(fields, field);
            out.putShort((short) (index < 0 ? 0 : 4 + 4 * index));
        }
        int table = out.position();
        refer(reference, table);
        out.putInt(table - vtable).position(table + 4 + 4 * fields.length);
        return table;
    }

    /** Adds a list of references, and returns the place of the first one. */
    private int list(int reference, int size) {
        refer(reference, out.position());
        int first = out.putInt(size).position();
        out.position(first + 4 * size);
        return first;
    }

    private void text(int reference, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        refer(reference, out.position());
        out.putInt(bytes.length).put(bytes).put((byte) 0);
    }

    /** Adds the type of a field whose value is a table. */
    private void type(int reference, int index) {
        int type = table(reference, 0, 2);
        out.putInt(member(type, 0), TABLE).putInt(member(type, 1), index);
    }
}
