package io.aerostat.protocol.serializer.json;

/** Recognizes base64 with padding (RFC 4648 §4). Stateless; any thread. */
final class Base64Text {
    private Base64Text() {}

    static boolean isBase64(byte[] bytes, int start, int end) {
        if ((end - start) % 4 != 0) {
            return false;
        }
        int i = end;
        while (i > start && i > end - 2 && bytes[i - 1] == '=') {
            i--;
        }
        while (i > start && isDigit(bytes[i - 1])) {
            i--;
        }
        return i == start;
    }

    private static boolean isDigit(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '+' || b == '/';
    }
}
