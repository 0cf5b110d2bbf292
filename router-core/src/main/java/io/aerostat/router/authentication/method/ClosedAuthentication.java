package io.aerostat.router.authentication.method;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Refuses every client. A service that has been removed uses this method while some of its connections are still open.
 */
public final class ClosedAuthentication implements AuthenticationMethod {
    @Override
    public String name() {
        return "closed";
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        return CompletableFuture.completedFuture(new Refused(
                ErrorUris.NO_MATCHING_AUTH_METHOD,
                "the listener or path of this connection has been removed (expected a new connection)"));
    }
}
