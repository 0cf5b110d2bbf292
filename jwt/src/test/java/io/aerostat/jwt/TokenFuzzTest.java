package io.aerostat.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;

/** Fuzz targets (see CONTRIBUTING): tokens from clients, and key sets from issuers. */
class TokenFuzzTest {
    private static final TokenCheck PUBLIC =
            new TokenCheck(new JwtOptions(new JwtKeys.KeyFile(Path.of("keys.json"))), () -> Tokens.NOW);
    private static final TokenCheck SECRET =
            new TokenCheck(new JwtOptions(new JwtKeys.Secret(Tokens.SECRET)), () -> Tokens.NOW);
    private static final KeySet KEY = TokenCheck.secret(new JwtKeys.Secret(Tokens.SECRET));
    private static final KeySet KEYS = keys();

    private static KeySet keys() {
        try {
            return KeySet.parse(Tokens.keySet(Tokens.EC, Tokens.ED));
        } catch (KeySetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Any text is either a valid token or is refused with {@link InvalidTokenException}. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 1_000_000)
    void tokens(byte[] bytes) {
        String token = new String(bytes, UTF_8);
        refused(PUBLIC, token, KEYS);
        refused(SECRET, token, KEY);
    }

    private static void refused(TokenCheck check, String token, KeySet keys) {
        try {
            check.keyId(token);
            check.check(token, keys);
        } catch (InvalidTokenException e) {
            return;
        }
        throw new AssertionError("accepted a token that nobody signed: " + token);
    }

    /** Whatever its claims are, a correctly signed token is accepted or refused with {@link InvalidTokenException}. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 1_000_000)
    void claims(byte[] bytes) {
        String token = Tokens.sign(Tokens.hmac(Tokens.SECRET), null, "HS256", new String(bytes, UTF_8));
        try {
            SECRET.check(token, KEY);
        } catch (InvalidTokenException e) {
            // refused
        }
    }

    /** Any document is either a key set or is refused with {@link KeySetException}. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 1_000_000)
    void keySets(byte[] bytes) {
        try {
            KeySet.parse(new String(bytes, UTF_8));
        } catch (KeySetException e) {
            // refused
        }
    }
}
