package io.aerostat.protocol.framing.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records everything that a reader finds. */
public final class WebSocketRecorder implements WebSocketReceiver {
    public final List<String> found = new ArrayList<>();

    @Override
    public void message(boolean text, byte[] bytes) {
        found.add((text ? "text " : "binary ") + string(bytes));
    }

    @Override
    public void ping(byte[] payload) {
        found.add("ping " + string(payload));
    }

    @Override
    public void pong(byte[] payload) {
        found.add("pong " + string(payload));
    }

    @Override
    public void close(int code, String reason) {
        found.add("close " + code + " " + reason);
    }

    @Override
    public void oversized(boolean text, byte[] head) {
        found.add("oversized " + (text ? "text " : "binary ") + string(head));
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
