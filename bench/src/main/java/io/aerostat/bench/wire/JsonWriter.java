package io.aerostat.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes JSON (RFC 8259). */
public final class JsonWriter extends MessageWriter {
    private static final int MAX_DEPTH = 16;

    private final boolean[] isMap = new boolean[MAX_DEPTH];
    private final int[] size = new int[MAX_DEPTH];
    private final int[] written = new int[MAX_DEPTH];
    private int depth;

    @Override
    public MessageWriter begin() {
        depth = 0;
        return super.begin();
    }

    @Override
    public MessageWriter list(int items) {
        separate();
        out.add('[');
        open(false, items);
        return this;
    }

    @Override
    public MessageWriter map(int pairs) {
        separate();
        out.add('{');
        open(true, 2 * pairs);
        return this;
    }

    @Override
    public MessageWriter integer(long value) {
        separate();
        digits(value);
        end();
        return this;
    }

    @Override
    public MessageWriter bool(boolean value) {
        return plain(value ? "true" : "false");
    }

    /** Writes a number with three decimals. */
    public JsonWriter decimal(double value) {
        return plain(String.format(Locale.ROOT, "%.3f", value));
    }

    @Override
    protected void text(byte[] utf8) {
        separate();
        out.add('"');
        for (byte unit : utf8) {
            if (unit == '"' || unit == '\\') {
                out.add('\\');
                out.add(unit);
            } else if (unit >= 0 && unit < ' ') {
                out.add(String.format(Locale.ROOT, "\\u%04x", (int) unit).getBytes(StandardCharsets.US_ASCII));
            } else {
                out.add(unit);
            }
        }
        out.add('"');
        end();
    }

    @Override
    public MessageWriter encoded(byte[] bytes, int from, int length) {
        separate();
        out.add(bytes, from, length);
        end();
        return this;
    }

    @Override
    public int hole() {
        separate();
        int at = out.end();
        end();
        return at;
    }

    private JsonWriter plain(String token) {
        separate();
        out.add(token.getBytes(StandardCharsets.US_ASCII));
        end();
        return this;
    }

    private void digits(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("found " + value + " (expected zero or more)");
        }
        int length = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            length++;
        }
        int at = out.grow(length) + length;
        byte[] array = out.array();
        long rest = value;
        for (int i = 0; i < length; i++) {
            array[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void open(boolean map, int items) {
        isMap[depth] = map;
        size[depth] = items;
        written[depth] = 0;
        depth++;
        if (items == 0) {
            close();
        }
    }

    private void separate() {
        if (depth > 0 && written[depth - 1] > 0) {
            out.add(isMap[depth - 1] && written[depth - 1] % 2 == 1 ? ':' : ',');
        }
    }

    private void end() {
        if (depth > 0 && ++written[depth - 1] == size[depth - 1]) {
            close();
        }
    }

    private void close() {
        depth--;
        out.add(isMap[depth] ? '}' : ']');
        end();
    }
}
