package io.aerostat.router.authentication;

import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The text that a WAMP-CRA client signs: JSON with a fresh nonce (CRA-1, CRA-5). */
final class CraChallenge {
    private static final JsonFactory JSON = new JsonFactory();
    private static final SecureRandom RANDOM = new SecureRandom();

    private CraChallenge() {}

    static String create(long session, String authid, String authrole, String authprovider) {
        byte[] nonce = new byte[48];
        RANDOM.nextBytes(nonce);
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("authid", authid);
            json.writeStringProperty("authrole", authrole);
            json.writeStringProperty("authmethod", "wampcra");
            json.writeStringProperty("authprovider", authprovider);
            json.writeStringProperty("nonce", Base64.getEncoder().encodeToString(nonce));
            json.writeStringProperty(
                    "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeNumberProperty("session", session);
            json.writeEndObject();
        }
        return text.toString();
    }
}
