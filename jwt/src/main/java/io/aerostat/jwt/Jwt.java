package io.aerostat.jwt;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.MethodProvider;

/** The authentication method {@code jwt}: a client joins with a signed token, and leaves when the token expires. */
public final class Jwt {
    /** The name of the method in {@code HELLO.Details.authmethods}. */
    public static final String METHOD = "jwt";

    private Jwt() {}

    /**
     * Returns the method for the access rules of a listener. The client answers CHALLENGE with the token in
     * {@code AUTHENTICATE.Signature}. The session ends when the token expires, unless the client has called
     * {@code wamp.session.renew_token} with a fresh token (P30).
     */
    public static AuthenticationOptions authentication(JwtOptions options) {
        return new AuthenticationOptions.Provided(METHOD, new Provider(options));
    }

    /** A record, so that equal options make equal access rules. */
    private record Provider(JwtOptions options) implements MethodProvider {
        @Override
        public AuthenticationMethod open(Surroundings surroundings) {
            return JwtAuthentication.open(options, surroundings);
        }
    }

    /**
     * Checks whether a text is a JSON Web Key Set with a key that can check signatures.
     *
     * @throws IllegalArgumentException if the text has another form or no such key; the message says what was found and
     *     what was expected
     */
    public static void checkKeySet(String json) {
        try {
            KeySet.parse(json);
        } catch (KeySetException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
