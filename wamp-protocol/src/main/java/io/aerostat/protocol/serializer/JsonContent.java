package io.aerostat.protocol.serializer;

/** Finds, eight bytes at once, where the content of a JSON string is more than plain ASCII. */
final class JsonContent {
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long SPACES = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private JsonContent() {}

    /** Offset of the next quote, backslash, control character or byte that is not ASCII, or {@code end}. */
    static int skipPlain(byte[] bytes, int start, int end) {
        int i = start;
        while (i <= end - 8) {
            long eight = Utf8.eightBytes(bytes, i);
            // A borrow can only mark bytes after one that is marked rightly, and the first mark is all that counts.
            long special =
                    (eight | zeroBytes(eight ^ QUOTES) | zeroBytes(eight ^ BACKSLASHES) | (eight - SPACES)) & HIGH_BITS;
            if (special != 0) {
                return i + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            i += 8;
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight;
    }
}
