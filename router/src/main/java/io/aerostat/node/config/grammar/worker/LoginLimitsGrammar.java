package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.integer;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.router.authentication.LoginLimits;
import java.time.Duration;
import java.util.Optional;

/** The keys of a router worker's {@code failed_logins}: what the router does after failed logins. */
final class LoginLimitsGrammar {
    private static final int DAY = (int) LoginLimits.LONGEST.toSeconds();

    private static final Field<Integer> FAILURES =
            Field.withDefault("failures", atLeast(1), "20", "How many logins may fail within `window`.");

    private static final Field<Integer> WINDOW = Field.withDefault(
            "window", integer(1, DAY), "60", "The period in seconds within which failed logins are counted.");

    private static final Field<Integer> LOCKED_FOR =
            Field.withDefault("locked_for", integer(1, DAY), "300", "For how many seconds the address is locked out.");

    private static final Field<Integer> DELAY = Field.withDefault(
            "delay",
            integer(1, (int) LoginLimits.LONGEST_DELAY.toMillis()),
            "1000",
            "How many milliseconds each login waits, until no login has failed for the time `window`.");

    private static final Field<Optional<LoginLimits.OfAddress>> ADDRESS = Field.optional(
            "per_address",
            ObjectType.named("failed logins of an address", "When to lock out an address.")
                    .fields(FAILURES, WINDOW, LOCKED_FOR)
                    .into(values -> new LoginLimits.OfAddress(
                            values.get(FAILURES),
                            Duration.ofSeconds(values.get(WINDOW)),
                            Duration.ofSeconds(values.get(LOCKED_FOR)))),
            "Locks out an address from which logins have failed: its clients are refused with "
                    + "`wamp.error.too_many_requests`, even with the right secret. Behind a proxy, name the proxy in "
                    + "`trusted_proxies`, because otherwise all clients share its address.");

    private static final Field<Optional<LoginLimits.OfAuthid>> AUTHID = Field.optional(
            "per_authid",
            ObjectType.named("failed logins of an authid", "When to slow down the logins with an authid.")
                    .fields(FAILURES, WINDOW, DELAY)
                    .into(values -> new LoginLimits.OfAuthid(
                            values.get(FAILURES),
                            Duration.ofSeconds(values.get(WINDOW)),
                            Duration.ofMillis(values.get(DELAY)))),
            "Slows down logins with an authid for which logins have failed, from any address. Earlier failures never "
                    + "cause a refusal.");

    static final Field<LoginLimits> FIELD = Field.withDefault(
            "failed_logins",
            ObjectType.named(
                            "failed logins",
                            "What the router does after failed logins, counted over all transports of a router.")
                    .fields(ADDRESS, AUTHID)
                    .into(values -> new LoginLimits(values.get(ADDRESS), values.get(AUTHID))),
            "{}",
            "What the router does after failed logins, counted over all transports of this router.");

    private LoginLimitsGrammar() {}
}
