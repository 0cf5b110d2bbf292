package io.aerostat.router.authentication;

import io.aerostat.protocol.message.Authenticate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The answer of an authentication method to HELLO or AUTHENTICATE. */
public sealed interface AuthenticationStep {

    /**
     * The client must answer a CHALLENGE; several rounds are possible (AUT-8). The function {@code answer} checks the
     * client's AUTHENTICATE, and is called once (AUT-11).
     */
    record Challenged(
            Map<String, @Nullable Object> extra, Function<Authenticate, CompletionStage<AuthenticationStep>> answer)
            implements AuthenticationStep {
        public Challenged {
            extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        }
    }

    /**
     * The client has proved its identity.
     *
     * @param realm the realm to join, or null for the requested one
     * @param authprovider {@code static}, {@code dynamic} …
     * @param extra the entries to add to {@code WELCOME.Details.authextra}
     * @param validity the time for which the proof is valid, or null if the proof is valid for the whole session
     */
    record Granted(
            @Nullable String realm,
            String authid,
            String authrole,
            String authprovider,
            Map<String, @Nullable Object> extra,
            @Nullable Validity validity)
            implements AuthenticationStep {
        public Granted {
            extra = extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        }

        /** Creates a step for a client whose proof is valid for the whole session. */
        public Granted(
                @Nullable String realm,
                String authid,
                String authrole,
                String authprovider,
                Map<String, @Nullable Object> extra) {
            this(realm, authid, authrole, authprovider, extra, null);
        }
    }

    /**
     * The client is refused with ABORT.
     *
     * @param reason the URI of the ABORT
     * @param message a text for people
     * @param scram the error of RFC 5802 that {@code ABORT.Details.scram} names, or null
     */
    record Refused(String reason, String message, @Nullable String scram) implements AuthenticationStep {
        public Refused(String reason, String message) {
            this(reason, message, null);
        }
    }
}
