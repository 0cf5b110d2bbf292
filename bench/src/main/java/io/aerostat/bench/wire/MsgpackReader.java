package io.aerostat.bench.wire;

/** Reads MessagePack. */
final class MsgpackReader extends MessageReader {
    private int items;

    @Override
    public void enterList() {
        int first = next();
        if (first >>> 4 == 0x9) {
            items = first & 0xF;
        } else if (first == 0xDC) {
            items = (int) big(2);
        } else {
            throw unexpected("no list");
        }
    }

    @Override
    public boolean hasNext(int read) {
        return read < items;
    }

    @Override
    public long integer() {
        int first = next();
        if (first < 0x80) {
            return first;
        }
        if (first >= 0xCC && first <= 0xD3) {
            return big(1 << (first & 3));
        }
        throw unexpected("no integer");
    }

    @Override
    public void text() {
        int start = at;
        int first = next();
        int length;
        if (first >>> 5 == 0x5) {
            length = first & 0x1F;
        } else if (first >= 0xD9 && first <= 0xDB) {
            length = (int) big(1 << first - 0xD9);
        } else {
            throw unexpected("no text");
        }
        foundText(start, at, length);
        at += length;
    }

    @Override
    public void skip() {
        int first = next();
        if (first < 0x80 || first >= 0xE0 || first >= 0xC0 && first <= 0xC3) {
            return;
        }
        if (first < 0x90) {
            skip(2 * (first & 0xF));
        } else if (first < 0xA0) {
            skip(first & 0xF);
        } else if (first < 0xC0) {
            at += first & 0x1F;
        } else if (first <= 0xC6) {
            at += (int) big(1 << first - 0xC4);
        } else if (first == 0xCA || first == 0xCB) {
            at += first == 0xCA ? 4 : 8;
        } else if (first >= 0xCC && first <= 0xD3) {
            at += 1 << (first & 3);
        } else if (first >= 0xD9 && first <= 0xDB) {
            at += (int) big(1 << first - 0xD9);
        } else if (first == 0xDC || first == 0xDD) {
            skip((int) big(first == 0xDC ? 2 : 4));
        } else if (first == 0xDE || first == 0xDF) {
            skip(2 * (int) big(first == 0xDE ? 2 : 4));
        } else {
            throw unexpected("type " + first);
        }
    }

    private void skip(int values) {
        for (int i = 0; i < values; i++) {
            skip();
        }
    }
}
