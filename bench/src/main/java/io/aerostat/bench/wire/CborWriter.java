package io.aerostat.bench.wire;

/** Writes CBOR (RFC 8949) with definite lengths. */
final class CborWriter extends MessageWriter {
    @Override
    public MessageWriter list(int size) {
        head(4, size);
        return this;
    }

    @Override
    public MessageWriter map(int pairs) {
        head(5, pairs);
        return this;
    }

    @Override
    public MessageWriter integer(long value) {
        head(0, value);
        return this;
    }

    @Override
    public MessageWriter bool(boolean value) {
        out.add(value ? 0xF5 : 0xF4);
        return this;
    }

    @Override
    protected void text(byte[] utf8) {
        head(3, utf8.length);
        out.add(utf8);
    }

    @Override
    public MessageWriter encoded(byte[] bytes, int from, int length) {
        out.add(bytes, from, length);
        return this;
    }

    @Override
    public int hole() {
        return out.end();
    }

    private void head(int major, long value) {
        int type = major << 5;
        if (value < 24) {
            out.add(type | (int) value);
        } else if (value < 0x100) {
            out.add(type | 24);
            out.add(value, 1);
        } else if (value < 0x1_0000) {
            out.add(type | 25);
            out.add(value, 2);
        } else if (value < 0x1_0000_0000L) {
            out.add(type | 26);
            out.add(value, 4);
        } else {
            out.add(type | 27);
            out.add(value, 8);
        }
    }
}
