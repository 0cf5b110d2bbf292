package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.account.DynamicAuthenticator;
import io.aerostat.router.authentication.account.RefusedException;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Anonymous authentication in which a procedure decides the role of each client. */
final class DynamicAnonymousAuthentication implements AuthenticationMethod {
    private static final String NAME = "anonymous";

    private final DynamicAuthenticator authenticator;
    private final String provider;

    DynamicAnonymousAuthentication(DynamicAuthenticator authenticator, String provider) {
        this.authenticator = authenticator;
        this.provider = provider;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean assignsRealms() {
        return true;
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        return RefusedException.recover(authenticator
                .ask(NAME, request, Map.of(), principal -> "")
                .thenApply(account -> account.granted(provider)));
    }
}
