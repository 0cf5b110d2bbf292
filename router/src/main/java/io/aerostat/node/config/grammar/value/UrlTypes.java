package io.aerostat.node.config.grammar.value;

import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.address.RouterUrl.Framing;
import java.util.Optional;

/** Types of values that are URLs. */
public final class UrlTypes {
    private UrlTypes() {}

    /**
     * Returns the type of WebSocket URLs.
     *
     * @param example a URL that the messages about mistakes show
     */
    public static ValueType<RouterUrl> webSocket(String example) {
        String expected = "a URL such as \"" + example + "\"";
        return words(expected).checked((url, at) -> {
            Optional<RouterUrl> parsed = parsed(url);
            if (parsed.isEmpty()) {
                at.problem("found \"" + url + "\" (expected " + expected + ")");
            }
            return parsed;
        });
    }

    private static Optional<RouterUrl> parsed(String url) {
        try {
            return Optional.of(RouterUrl.parse(url)).filter(parsed -> parsed.framing() == Framing.WEBSOCKET);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
