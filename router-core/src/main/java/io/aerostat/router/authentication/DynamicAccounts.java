package io.aerostat.router.authentication;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Accounts that a {@link DynamicAuthenticator} knows. */
public final class DynamicAccounts<C> implements AccountSource<C> {
    private final DynamicAuthenticator authenticator;
    private final Function<PrincipalDictionary, C> credential;

    /** @param credential reads what the method needs; fails with {@link IllegalArgumentException} that names what is wrong */
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
        return authenticator.ask(method, request, Map.of(), credential).thenApply(Optional::of);
    }
}
