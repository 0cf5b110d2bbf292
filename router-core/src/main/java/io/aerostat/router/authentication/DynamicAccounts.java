package io.aerostat.router.authentication;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts that a {@link DynamicAuthenticator} knows. */
public final class DynamicAccounts<C> implements AccountSource<C> {
    private final DynamicAuthenticator authenticator;
    private final Function<PrincipalDictionary, C> credential;

    /** @param credential reads what the method needs; fails with {@link IllegalArgumentException} that names what is missing */
    public DynamicAccounts(DynamicAuthenticator authenticator, Function<PrincipalDictionary, C> credential) {
        this.authenticator = authenticator;
        this.credential = credential;
    }

    @Override
    public String provider() {
        return "dynamic";
    }

    @Override
    public boolean assignsRealms() {
        return true;
    }

    @Override
    public CompletionStage<Optional<Account<C>>> find(String method, AuthenticationRequest request) {
        String authid = request.details().authid();
        return authenticator
                .ask(method, request, authid, Map.of())
                .thenApply(dictionary -> Optional.of(account(request, authid, dictionary)));
    }

    private Account<C> account(
            AuthenticationRequest request, @Nullable String authid, Map<String, @Nullable Object> dictionary) {
        PrincipalDictionary principal = new PrincipalDictionary(dictionary);
        try {
            return principal.account(authid == null ? RandomAuthid.next() : authid, credential.apply(principal));
        } catch (IllegalArgumentException e) {
            throw authenticator.broken(e.getMessage());
        }
    }
}
