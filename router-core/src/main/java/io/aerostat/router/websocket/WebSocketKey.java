package io.aerostat.router.websocket;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Computes the answer to the {@code Sec-WebSocket-Key} of an opening handshake (RFC 6455 §4.2.2). Any thread. */
final class WebSocketKey {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /**
     * A digest for each thread, because finding the algorithm among the security providers takes as long as computing a
     * digest.
     */
    private static final ThreadLocal<MessageDigest> SHA_1 = ThreadLocal.withInitial(WebSocketKey::sha1);

    private WebSocketKey() {}

    /** Returns the {@code Sec-WebSocket-Accept} for the key in the headers, which must contain exactly one key. */
    static String acceptanceOf(HttpHeaders headers) throws WebSocketRefused {
        List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1) {
            throw new WebSocketRefused(
                    "found " + keys.size() + " HTTP Sec-WebSocket-Key headers (expected one)", false);
        }
        String key = keys.get(0).strip();
        try {
            if (key.length() != 24 || Base64.getDecoder().decode(key).length != 16) {
                throw malformed();
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        byte[] digest = SHA_1.get().digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(digest);
    }

    private static WebSocketRefused malformed() {
        return new WebSocketRefused("bad Sec-WebSocket-Key (expected base64 of 16 bytes)", false);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
