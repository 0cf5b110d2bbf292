package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.account.RandomAuthid;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Authentication of components in the router's own process: the embedder sets their identity, and there is no
 * challenge.
 */
public final class LocalAuthentication implements AuthenticationMethod {
    private final @Nullable String authid;
    private final String authrole;

    /**
     * Creates the method.
     *
     * @param authid the authid of every session, or null to give each session a random one
     */
    public LocalAuthentication(@Nullable String authid, String authrole) {
        this.authid = authid;
        this.authrole = authrole;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        String effective = authid == null ? RandomAuthid.next() : authid;
        return CompletableFuture.completedFuture(new Granted(null, effective, authrole, "local", Map.of()));
    }
}
