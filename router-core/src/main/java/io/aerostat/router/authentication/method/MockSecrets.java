package io.aerostat.router.authentication.method;

import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.CraSecret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes secrets for authids that do not exist, so that a challenge does not reveal which authids exist (AUT-6, CRA-6).
 * An authid always gets the same salt, with the form and cost of the real secrets.
 */
final class MockSecrets {
    private final String key = random();
    private final String role;
    private final @Nullable KeyDerivation like;

    private MockSecrets(String role, @Nullable KeyDerivation like) {
        this.role = role;
        this.like = like;
    }

    /** Returns mock secrets that resemble the secret of the first account. */
    public static MockSecrets like(Collection<Account<CraSecret>> accounts) {
        return accounts.stream()
                .findFirst()
                .map(account ->
                        new MockSecrets(account.role(), account.credential().salting()))
                .orElseGet(MockSecrets::unsalted);
    }

    public static MockSecrets unsalted() {
        return new MockSecrets("user", null);
    }

    String role() {
        return role;
    }

    CraSecret secretOf(String authid) {
        if (like == null) {
            return CraSecret.plain(random());
        }
        String stable = WampCra.sign(authid, key);
        String salt = stable.substring(0, Math.min(like.salt().length(), stable.length()));
        return new CraSecret(random(), new KeyDerivation(salt, like.iterations(), like.keylen()));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
