package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.integer;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.time.Duration;
import java.util.Optional;

/** The keys for the limits on the rate of requests of a role's sessions. */
final class RateLimitGrammar {
    private static final Field<Integer> MESSAGES = Field.required(
            "messages",
            integer(1, RateLimit.MAXIMUM),
            "The number of requests that are accepted in each period of `per_seconds`, on average.");

    private static final Field<Integer> PERIOD = Field.withDefault(
            "per_seconds",
            integer(1, (int) RateLimit.LONGEST.toSeconds()),
            "1",
            "The length of the period in seconds.");

    private static final Field<Optional<Integer>> BURST = Field.optional(
            "burst",
            integer(1, RateLimit.MAXIMUM),
            "The number of requests that are accepted at once after a time without requests. The default is the number "
                    + "of `messages`.");

    private static final ObjectType<RateLimit> LIMIT = ObjectType.named(
                    "rate limit", "A number of requests in a period of time.")
            .fields(MESSAGES, PERIOD, BURST)
            .into(RateLimitGrammar::limit);

    private static final Field<Optional<RateLimit>> SESSION =
            Field.optional("session", LIMIT, "The limit for each session of the role.");

    private static final Field<Optional<RateLimit>> ROLE =
            Field.optional("role", LIMIT, "The limit for all sessions of the role together.");

    static final Field<RateLimits> FIELD = Field.withDefault(
            "rate_limit",
            ObjectType.named("rate limits", "Limits on the rate of requests.")
                    .fields(SESSION, ROLE)
                    .into(values -> new RateLimits(values.get(SESSION), values.get(ROLE))),
            "{}",
            "Limits on the rate of CALL, PUBLISH, REGISTER and SUBSCRIBE. A request beyond a limit is refused with"
                    + " `wamp.error.too_many_requests` and the milliseconds to wait (`retry_after_ms`).");

    private RateLimitGrammar() {}

    private static RateLimit limit(Values values) {
        int messages = values.get(MESSAGES);
        return new RateLimit(
                messages,
                Duration.ofSeconds(values.get(PERIOD)),
                values.get(BURST).orElse(messages));
    }
}
