package io.aerostat.router.authentication;

import io.aerostat.protocol.auth.WampCra;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;

/**
 * Secrets for people who do not exist, so that a challenge does not tell who does (AUT-6, CRA-6): the same authid always gets the same salt, of
 * the form and costs of the real ones.
 */
public final class MockSecrets {
    private final String key = random();
    private final String role;
    private final int iterations;
    private final int keylen;
    private final int saltLength;

    private MockSecrets(String role, int iterations, int keylen, int saltLength) {
        this.role = role;
        this.iterations = iterations;
        this.keylen = keylen;
        this.saltLength = saltLength;
    }

    /** Looks like the first of the accounts. */
    public static MockSecrets like(Collection<Account<CraSecret>> accounts) {
        return accounts.stream()
                .findFirst()
                .map(account -> {
                    CraSecret secret = account.credential();
                    int saltLength = secret.salt() == null ? 0 : secret.salt().length();
                    return new MockSecrets(account.role(), secret.iterations(), secret.keylen(), saltLength);
                })
                .orElseGet(MockSecrets::unsalted);
    }

    public static MockSecrets unsalted() {
        return new MockSecrets("user", WampCra.DEFAULT_ITERATIONS, WampCra.DEFAULT_KEYLEN, 0);
    }

    String role() {
        return role;
    }

    CraSecret secretOf(String authid) {
        String stable = WampCra.sign(key, authid);
        return saltLength == 0
                ? CraSecret.plain(random())
                : new CraSecret(
                        random(), stable.substring(0, Math.min(saltLength, stable.length())), iterations, keylen);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
