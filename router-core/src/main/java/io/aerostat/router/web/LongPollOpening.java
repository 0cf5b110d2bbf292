package io.aerostat.router.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the one document that opens a long-poll session: {@code {"protocols": ["wamp.2.json", …]}} (LP-1). */
final class LongPollOpening {
    private static final JsonFactory JSON = new JsonFactory();

    private LongPollOpening() {}

    /** What is in the list; empty if the document is anything else. */
    static Optional<List<String>> protocols(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            Optional<List<String>> protocols = Optional.empty();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isProtocols = parser.currentName().equals("protocols");
                JsonToken value = parser.nextToken();
                if (isProtocols && value == JsonToken.START_ARRAY) {
                    protocols = texts(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return parser.nextToken() == null ? protocols : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> texts(JsonParser parser) {
        List<String> texts = new ArrayList<>();
        boolean onlyTexts = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            onlyTexts &= parser.currentToken() == JsonToken.VALUE_STRING;
            texts.add(parser.getString());
            parser.skipChildren();
        }
        return onlyTexts ? Optional.of(texts) : Optional.empty();
    }
}
