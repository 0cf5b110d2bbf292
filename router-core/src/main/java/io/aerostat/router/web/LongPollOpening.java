package io.aerostat.router.web;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the document that opens a long-poll session: {@code {"protocols": ["wamp.2.json", …]}} (LP-1). */
final class LongPollOpening {
    private static final byte[] BEFORE = "[70,1,{},[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "]]".getBytes(StandardCharsets.US_ASCII);

    private LongPollOpening() {}

    /**
     * Returns the list of protocols; empty if the document is not an object whose {@code protocols} is a list of
     * strings.
     */
    static Optional<List<String>> protocols(byte[] document) {
        return value(document)
                .map(value -> value instanceof Map<?, ?> dictionary ? dictionary.get("protocols") : null)
                .flatMap(LongPollOpening::texts);
    }

    /**
     * Reads the document as the only argument of a YIELD, because the router's only JSON reader reads WAMP messages.
     */
    private static Optional<Object> value(byte[] document) {
        byte[] message = new byte[BEFORE.length + document.length + AFTER.length];
        System.arraycopy(BEFORE, 0, message, 0, BEFORE.length);
        System.arraycopy(document, 0, message, BEFORE.length, document.length);
        System.arraycopy(AFTER, 0, message, BEFORE.length + document.length, AFTER.length);
        Serializer json = Serializers.of(Serialization.JSON);
        try {
            if (json.decode(message, 0, message.length, DecodeLimits.DEFAULT) instanceof Yield read
                    && !read.payload().isRefused()) {
                PayloadValues values = json.values(read.payload());
                boolean isOne = values.args().size() == 1 && values.kwargs().isEmpty();
                return isOne ? Optional.ofNullable(values.args().get(0)) : Optional.empty();
            }
            return Optional.empty();
        } catch (ProtocolViolation e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> texts(Object value) {
        if (!(value instanceof List<?> list)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                return Optional.empty();
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }
}
