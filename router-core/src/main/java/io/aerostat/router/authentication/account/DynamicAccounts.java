package io.aerostat.router.authentication.account;

import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Accounts that a {@link DynamicAuthenticator} returns. */
public final class DynamicAccounts<C> implements AccountSource<C> {
    private final DynamicAuthenticator authenticator;
    private final String provider;
    private final Function<PrincipalDictionary, C> credential;

    /**
     * @param provider the {@code authprovider} of sessions with these accounts
     * @param credential reads the method's secret or key; throws an {@link IllegalArgumentException} that says what is
     *     wrong
     */
    public DynamicAccounts(
            DynamicAuthenticator authenticator, String provider, Function<PrincipalDictionary, C> credential) {
        this.authenticator = authenticator;
        this.provider = provider;
        this.credential = credential;
    }

    @Override
    public String provider() {
        return provider;
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
