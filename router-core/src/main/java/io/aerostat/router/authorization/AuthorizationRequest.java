package io.aerostat.router.authorization;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.session.Principal;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that needs authorization.
 *
 * @param match how {@code uri} matches; exact except in SUBSCRIBE or REGISTER with a pattern
 * @param options the message's options as a dictionary, created on first use
 */
public record AuthorizationRequest(
        long session,
        Principal principal,
        Action action,
        String uri,
        MatchPolicy match,
        Supplier<Map<String, @Nullable Object>> options) {}
