package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.integer;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.LimitFields;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.listener.TransportLimits;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;
import io.aerostat.router.session.SlowConsumer;
import java.time.Duration;
import java.util.Optional;

/** The keys of {@code limits}, for a listening transport and each of its connections. */
final class TransportLimitsGrammar {
    private static final Field<Integer> CONNECTIONS = LimitFields.limit(
            "connections",
            TransportLimits.DEFAULT.connections(),
            "How many connections may be open at the same time; a further connection gets 503, or error code 4 of "
                    + "RawSocket.");
    private static final Field<Integer> NESTING_DEPTH = Field.withDefault(
            "nesting_depth",
            integer(4, 1_000),
            String.valueOf(DecodeLimits.DEFAULT.maxDepth()),
            "How deep lists and dictionaries in a message may be nested; a message with deeper nesting ends the "
                    + "session of its sender.");
    private static final Field<Integer> URI_LENGTH = LimitFields.limit(
            "uri_length",
            DecodeLimits.DEFAULT.maxUriLength(),
            "How many characters a URI may have; a message with a longer URI ends the session of its sender.");
    private static final Field<Optional<Integer>> PAYLOAD_SIZE = Field.optional(
            "payload_size",
            atLeast(1),
            "The largest size of a message's arguments, in bytes; a larger message is refused with "
                    + "`wamp.error.payload_size_exceeded`. Without this key, only the size of the whole message is "
                    + "limited.");
    private static final Field<Integer> BUDGET = Field.withDefault(
            "outbound_budget",
            atLeast(4_096),
            String.valueOf(TransportLimits.DEFAULT.outboundBudget()),
            LimitFields.BUDGET_MEANING);
    private static final Field<SlowConsumer> SLOW = Field.withDefault(
            "on_slow_consumer", LimitFields.slowConsumer(), "\"disconnect\"", LimitFields.SLOW_MEANING);

    private static final Field<Duration> REJOIN = Field.withDefault(
            "rejoin_timeout",
            atLeast(0).map(Duration::ofMillis),
            String.valueOf(SessionTimeouts.DEFAULT.rejoin().toMillis()),
            "How many milliseconds a connection stays open for another session after GOODBYE; 0 closes it at once.");

    static final Field<TransportLimits> LIMITS = Field.withDefault(
            "limits",
            ObjectType.named("transport limits", "The bounds of a transport and of each of its connections.")
                    .fields(CONNECTIONS, NESTING_DEPTH, URI_LENGTH, PAYLOAD_SIZE, BUDGET, SLOW, REJOIN)
                    .into(values -> new TransportLimits(
                            values.get(CONNECTIONS),
                            new DecodeLimits(values.get(NESTING_DEPTH), values.get(URI_LENGTH)),
                            values.get(BUDGET),
                            new SessionOptions(
                                    values.get(SLOW),
                                    values.get(PAYLOAD_SIZE).orElse(Integer.MAX_VALUE),
                                    Optional.of(values.get(REJOIN))))),
            "{}",
            "The bounds of the transport and of each of its connections.");

    static final Field<Optional<Integer>> MAX_CONNECTIONS = Field.optional(
            "max_connections",
            atLeast(1),
            "How many connections may be open at the same time, as in Crossbar.io; the same as `connections` of "
                    + "`limits`. If both are set, the smaller number applies.");

    private TransportLimitsGrammar() {}

    /** Returns the limits of a transport whose object has the fields {@link #LIMITS} and {@link #MAX_CONNECTIONS}. */
    static TransportLimits limits(Values values) {
        TransportLimits limits = values.get(LIMITS);
        return values.get(MAX_CONNECTIONS).map(limits::withAtMost).orElse(limits);
    }
}
