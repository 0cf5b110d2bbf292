package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.account.RandomAuthid;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Anonymous authentication: lets every client join with the same role (ANO-1). */
final class AnonymousAuthentication implements AuthenticationMethod {
    private final String role;
    private final @Nullable String authid;

    private AnonymousAuthentication(String role, @Nullable String authid) {
        this.role = role;
        this.authid = authid;
    }

    /** Returns a method that gives each session a random authid. */
    public static AnonymousAuthentication withRole(String role) {
        return new AnonymousAuthentication(role, null);
    }

    public AnonymousAuthentication withAuthid(String authid) {
        return new AnonymousAuthentication(role, authid);
    }

    @Override
    public String name() {
        return "anonymous";
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        String effective = Objects.requireNonNullElseGet(authid, RandomAuthid::next);
        return CompletableFuture.completedFuture(new Granted(null, effective, role, "static", Map.of()));
    }
}
