package io.aerostat.router.authorization;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.session.Principal;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants to do.
 *
 * @param match how {@code uri} is meant; exact unless a pattern is subscribed or registered
 * @param options the message's options as a dictionary, made only when somebody looks
 */
public record AuthorizationRequest(
        long session,
        Principal principal,
        Action action,
        String uri,
        MatchPolicy match,
        Supplier<Map<String, @Nullable Object>> options) {}
