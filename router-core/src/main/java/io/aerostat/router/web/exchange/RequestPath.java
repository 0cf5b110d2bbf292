package io.aerostat.router.web.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request, decoded exactly once.
 *
 * @param segments the decoded texts between the slashes; none is empty, {@code .} or {@code ..}, and none contains a
 *     slash, backslash or NUL
 * @param isFolder whether the path ends with a slash
 */
public record RequestPath(List<String> segments, boolean isFolder) {

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads the target of a request line, in origin or absolute form.
     *
     * @return empty if the target is invalid, has a fragment, or contains dot segments, which every well-behaved client
     *     resolves itself
     */
    public static Optional<RequestPath> parse(String target) {
        if (hasFragment(target)) {
            return Optional.empty();
        }
        String path = target;
        if (!path.startsWith("/")) {
            int host = path.indexOf("://");
            if (host < 0) {
                return Optional.empty();
            }
            int slash = path.indexOf('/', host + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        path = upTo(path, '?');
        List<String> segments = new ArrayList<>();
        for (String raw : path.split("/", -1)) {
            if (raw.isEmpty()) {
                continue;
            }
            Optional<String> segment = decode(raw);
            if (segment.isEmpty() || !isHarmless(segment.get())) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(new RequestPath(segments, path.endsWith("/")));
    }

    /** Checks whether a target has a fragment, which a request line cannot have (RFC 9112 §3.2). */
    public static boolean hasFragment(String target) {
        return target.indexOf('#') >= 0;
    }

    private static String upTo(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static boolean isHarmless(String segment) {
        return !segment.equals(".")
                && !segment.equals("..")
                && segment.indexOf('/') < 0
                && segment.indexOf('\\') < 0
                && segment.indexOf('\0') < 0;
    }

    private static Optional<String> decode(String raw) {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int value = c;
            if (c == '%') {
                value = i + 2 < raw.length() ? hex(raw.charAt(i + 1)) << 4 | hex(raw.charAt(i + 2)) : -1;
                i += 2;
            }
            if (value < 0 || value > 0xFF) {
                return Optional.empty();
            }
            bytes[length++] = (byte) value;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the value of a hexadecimal digit. For any other character, returns a number so negative that adding
     * another digit cannot make it positive.
     */
    private static int hex(char digit) {
        int value = Character.digit(digit, 16);
        return value < 0 || digit > 'f' ? Integer.MIN_VALUE >> 4 : value;
    }
}
