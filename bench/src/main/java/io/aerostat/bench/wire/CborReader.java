package io.aerostat.bench.wire;

/** Reads CBOR, including containers of indefinite length. */
final class CborReader extends MessageReader {
    private static final int BREAK = 0xFF;
    private static final long INDEFINITE = -1;

    private long items;

    @Override
    public void enterList() {
        int first = next();
        if (first >>> 5 != 4) {
            throw unexpected("no list");
        }
        items = argument(first);
    }

    @Override
    public boolean hasNext(int read) {
        return items == INDEFINITE ? (bytes[at] & 0xFF) != BREAK : read < items;
    }

    @Override
    public long integer() {
        int first = next();
        if (first >>> 5 != 0) {
            throw unexpected("no integer");
        }
        return argument(first);
    }

    @Override
    public void text() {
        int start = at;
        int first = next();
        if (first >>> 5 != 3) {
            throw unexpected("no text");
        }
        int length = (int) argument(first);
        foundText(start, at, length);
        at += length;
    }

    @Override
    public void skip() {
        int first = next();
        int major = first >>> 5;
        long argument = argument(first);
        switch (major) {
            case 2, 3 -> at += (int) argument;
            case 4 -> skip(argument);
            case 5 -> skip(argument == INDEFINITE ? INDEFINITE : 2 * argument);
            case 6 -> skip();
            default -> {}
        }
    }

    private void skip(long values) {
        if (values == INDEFINITE) {
            while ((bytes[at] & 0xFF) != BREAK) {
                skip();
            }
            at++;
            return;
        }
        for (long i = 0; i < values; i++) {
            skip();
        }
    }

    private long argument(int first) {
        int low = first & 0x1F;
        if (low < 24) {
            return low;
        }
        if (low < 28) {
            return big(1 << low - 24);
        }
        if (low == 31) {
            return INDEFINITE;
        }
        throw unexpected("byte " + first);
    }
}
