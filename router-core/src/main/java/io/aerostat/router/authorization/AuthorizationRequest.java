package io.aerostat.router.authorization;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.session.Principal;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that needs authorization.
 *
 * @param match how {@code uri} matches; exact unless a pattern is subscribed or registered
 * @param options the message's options as a dictionary, created when first read
 */
public record AuthorizationRequest(
        long session,
        Principal principal,
        Action action,
        String uri,
        MatchPolicy match,
        Supplier<Map<String, @Nullable Object>> options) {}
