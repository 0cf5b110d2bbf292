package io.aerostat.bench.wire;

/** Writes MessagePack. */
final class MsgpackWriter extends MessageWriter {
    @Override
    public MessageWriter list(int size) {
        out.add(0x90 | size);
        return this;
    }

    @Override
    public MessageWriter map(int pairs) {
        out.add(0x80 | pairs);
        return this;
    }

    @Override
    public MessageWriter integer(long value) {
        if (value < 0x80) {
            out.add((int) value);
        } else if (value < 0x100) {
            out.add(0xCC);
            out.add(value, 1);
        } else if (value < 0x1_0000) {
            out.add(0xCD);
            out.add(value, 2);
        } else if (value < 0x1_0000_0000L) {
            out.add(0xCE);
            out.add(value, 4);
        } else {
            out.add(0xCF);
            out.add(value, 8);
        }
        return this;
    }

    @Override
    public MessageWriter bool(boolean value) {
        out.add(value ? 0xC3 : 0xC2);
        return this;
    }

    @Override
    protected void text(byte[] utf8) {
        if (utf8.length < 32) {
            out.add(0xA0 | utf8.length);
        } else if (utf8.length < 0x100) {
            out.add(0xD9);
            out.add(utf8.length, 1);
        } else if (utf8.length < 0x1_0000) {
            out.add(0xDA);
            out.add(utf8.length, 2);
        } else {
            out.add(0xDB);
            out.add(utf8.length, 4);
        }
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
}
