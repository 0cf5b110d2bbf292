package io.aerostat.node.config.grammar.worker;

import static io.aerostat.node.config.type.Types.atLeast;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.LimitFields;
import io.aerostat.router.listener.AdmissionLimits;

/** The keys of a router worker's {@code limits}: the rate at which sessions may join. */
final class RouterLimitsGrammar {
    private static final Field<Integer> NEW_SESSIONS = Field.withDefault(
            "new_sessions_per_second",
            atLeast(AdmissionLimits.AUTOMATIC),
            String.valueOf(AdmissionLimits.DEFAULT.perSecond()),
            "How many connections may begin a session in a second, over all transports of the router; further "
                    + "connections get 503, or error code 4 of RawSocket. With 0, the capacity of the router decides: "
                    + "connections that would wait for more than three seconds are refused.");
    private static final Field<Integer> NEW_SESSIONS_BURST = LimitFields.limit(
            "new_sessions_burst",
            AdmissionLimits.DEFAULT.burst(),
            "The number of new connections that are accepted at once, if the rate is fixed.");
    private static final Field<Integer> PENDING_HANDSHAKES = LimitFields.limit(
            "pending_handshakes",
            AdmissionLimits.DEFAULT.maxPending(),
            "How many connections may be in the process of joining at the same time.");

    static final Field<AdmissionLimits> LIMITS = Field.withDefault(
            "limits",
            ObjectType.named("router limits", "The rate at which sessions may join a router.")
                    .fields(NEW_SESSIONS, NEW_SESSIONS_BURST, PENDING_HANDSHAKES)
                    .into(values -> new AdmissionLimits(
                            values.get(NEW_SESSIONS), values.get(NEW_SESSIONS_BURST), values.get(PENDING_HANDSHAKES))),
            "{}",
            "The rate at which sessions may join.");

    private RouterLimitsGrammar() {}
}
