package io.aerostat.node.run;

import io.aerostat.router.authentication.AuthenticatorFunction;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator for tests. The ticket in its configuration gives the role {@code friend}, and any other ticket the
 * role {@code stranger}.
 */
public final class DoorKeeper implements AuthenticatorFunction {
    private final Map<String, Object> config;

    public DoorKeeper(Map<String, Object> config) {
        this.config = config;
    }

    @Override
    public CompletionStage<Object> authenticate(
            @Nullable String realm, @Nullable String authid, Map<String, @Nullable Object> details) {
        String role = String.valueOf(config.get("ticket")).equals(details.get("ticket")) ? "friend" : "stranger";
        return CompletableFuture.completedFuture(role);
    }
}
