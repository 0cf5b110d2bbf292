package io.aerostat.acceptance.conformance;

import io.aerostat.router.authentication.AuthenticatorFunction;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The authenticator of the router under test for ordinary tests. It accepts every client with the authid that the
 * client requests, and with the role that the client's ticket names.
 */
public final class AnyRole implements AuthenticatorFunction {

    public AnyRole(@SuppressWarnings("unused") Map<String, Object> config) {}

    @Override
    public CompletionStage<Object> authenticate(
            @Nullable String realm, @Nullable String authid, Map<String, @Nullable Object> details) {
        return CompletableFuture.completedFuture(Objects.requireNonNull(details.get("ticket")));
    }
}
