package io.aerostat.router.authentication.account;

import io.aerostat.protocol.authentication.Cryptosign;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fixed set of accounts, found by authid, or by public key if the client sends no authid (CRY-2). */
public final class CryptosignAccounts implements AccountSource<Set<String>> {
    private final Map<String, Account<Set<String>>> byAuthid = new HashMap<>();
    /**
     * The account of each public key; null if several accounts share the key, because a shared key identifies no
     * account.
     */
    private final Map<String, @Nullable Account<Set<String>>> byKey = new HashMap<>();

    /**
     * Creates the accounts.
     *
     * @throws IllegalArgumentException if a credential is not a public key
     */
    public CryptosignAccounts(List<Account<Set<String>>> accounts) {
        for (Account<Set<String>> account : accounts) {
            Set<String> keys = account.credential().stream()
                    .map(CryptosignAccounts::publicKey)
                    .collect(Collectors.toUnmodifiableSet());
            Account<Set<String>> normalized =
                    new Account<>(account.realm(), account.authid(), account.role(), account.extra(), keys);
            byAuthid.put(account.authid(), normalized);
            keys.forEach(key -> byKey.put(key, byKey.containsKey(key) ? null : normalized));
        }
    }

    /**
     * Returns a public key in its canonical form.
     *
     * @throws IllegalArgumentException if the text is not a public key
     */
    public static String publicKey(String hex) {
        return Cryptosign.publicKey(hex)
                .orElseThrow(() -> new IllegalArgumentException(
                        "public key: found " + hex.length() + " characters (expected 64 hexadecimal digits)"));
    }

    @Override
    public String provider() {
        return "static";
    }

    @Override
    public boolean assignsRealms() {
        return byAuthid.values().stream().anyMatch(account -> account.realm() != null);
    }

    @Override
    public CompletionStage<Optional<Account<Set<String>>>> find(String method, AuthenticationRequest request) {
        String authid = request.details().authid();
        Object pubkey = request.details().authextra().get("pubkey");
        Account<Set<String>> account;
        if (authid != null && !authid.isEmpty()) {
            account = byAuthid.get(authid);
        } else {
            account = pubkey instanceof String hex
                    ? Cryptosign.publicKey(hex).map(byKey::get).orElse(null)
                    : null;
        }
        return CompletableFuture.completedFuture(Optional.ofNullable(account));
    }
}
