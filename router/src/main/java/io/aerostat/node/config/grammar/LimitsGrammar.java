package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.atLeast;
import static io.aerostat.node.config.field.Types.choice;
import static io.aerostat.node.config.field.Types.integer;

import io.aerostat.node.config.TransportLimits;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.broker.BrokerLimits;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.dealer.DealerLimits;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.SessionLimits;
import io.aerostat.router.session.OutboundPolicy;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.SessionTimeouts;
import io.aerostat.router.session.SlowConsumer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The {@code limits} of routers, realms and transports, and what roles decide about outbound queues. The names are those in errors. */
final class LimitsGrammar {
    private static final Field<Integer> NEW_SESSIONS = limit(
            "new_sessions_per_second",
            AdmissionControl.Limits.DEFAULT.perSecond(),
            "How many connections a second may begin a session, over all transports of the router; others get 503, or"
                    + " the error octet 4 of RawSocket.");
    private static final Field<Integer> NEW_SESSIONS_BURST =
            limit("new_sessions_burst", AdmissionControl.Limits.DEFAULT.burst(), "How many of them may come at once.");
    private static final Field<Integer> PENDING_HANDSHAKES = limit(
            "pending_handshakes",
            AdmissionControl.Limits.DEFAULT.maxPending(),
            "How many connections may be joining at the same time.");

    /** Of a router worker. */
    static final Field<AdmissionControl.Limits> ROUTER = Field.withDefault(
            "limits",
            ObjectType.named("router limits", "How fast sessions may come to a router.")
                    .fields(NEW_SESSIONS, NEW_SESSIONS_BURST, PENDING_HANDSHAKES)
                    .into(values -> new AdmissionControl.Limits(
                            values.get(NEW_SESSIONS), values.get(NEW_SESSIONS_BURST), values.get(PENDING_HANDSHAKES))),
            "{}",
            "How fast sessions may come.");

    private static final Field<Integer> CONNECTIONS = limit(
            "connections",
            TransportLimits.DEFAULT.connections(),
            "How many connections may be open at the same time; one more gets 503, or the error octet 4 of RawSocket.");
    private static final Field<Integer> NESTING_DEPTH = Field.withDefault(
            "nesting_depth",
            integer(4, 1_000),
            String.valueOf(DecodeLimits.DEFAULT.maxDepth()),
            "How deep lists and dictionaries in a message may be nested; a deeper one ends its session.");
    private static final Field<Integer> URI_LENGTH = limit(
            "uri_length",
            DecodeLimits.DEFAULT.maxUriLength(),
            "How many characters a URI may have; a longer one ends its session.");
    private static final Field<Optional<Integer>> PAYLOAD_SIZE = Field.optional(
            "payload_size",
            atLeast(1),
            "How many octets the arguments of a message may have; a larger one is refused with"
                    + " `wamp.error.payload_size_exceeded`. Without it, as many as the message.");
    private static final String BUDGET_MEANING = "How many octets may wait for a client that does not read them.";
    private static final Field<Integer> BUDGET = Field.withDefault(
            "outbound_budget",
            atLeast(4_096),
            String.valueOf(TransportLimits.DEFAULT.outboundBudget()),
            BUDGET_MEANING);
    private static final String SLOW_MEANING =
            "What becomes of a client for which as much waits already: `disconnect` it with"
                    + " `wamp.close.slow_consumer`, or `drop` new events for it.";
    private static final Field<SlowConsumer> SLOW = Field.withDefault(
            "on_slow_consumer", choice(LimitsGrammar::word, SlowConsumer.values()), "\"disconnect\"", SLOW_MEANING);

    private static final Field<Duration> REJOIN = Field.withDefault(
            "rejoin_timeout",
            atLeast(0).map(Duration::ofMillis),
            String.valueOf(SessionTimeouts.DEFAULT.rejoin().toMillis()),
            "How many milliseconds a connection stays open for another session after GOODBYE; 0 closes it at once.");

    /** Of a listening transport. */
    static final Field<TransportLimits> TRANSPORT = Field.withDefault(
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

    static final Field<Optional<Integer>> ROLE_BUDGET =
            Field.optional("outbound_budget", atLeast(4_096), BUDGET_MEANING + " Without it, the transport's number.");
    static final Field<Optional<SlowConsumer>> ROLE_SLOW = Field.optional(
            "on_slow_consumer",
            choice(LimitsGrammar::word, SlowConsumer.values()),
            SLOW_MEANING + " Without it, the transport decides.");

    private static final Field<Integer> SESSIONS = limit(
            "sessions",
            SessionLimits.DEFAULT.sessions(),
            "How many sessions may be joined; one more gets ABORT `wamp.error.limit_exceeded`.");
    private static final Field<Integer> SESSIONS_PER_AUTHID = limit(
            "sessions_per_authid",
            SessionLimits.DEFAULT.sessionsPerAuthid(),
            "How many of them may have the same `authid`.");
    private static final Field<Integer> SUBSCRIPTIONS = limit(
            "subscriptions_per_session",
            BrokerLimits.DEFAULT.subscriptionsPerSession(),
            "How many subscriptions a session may hold.");
    private static final Field<Integer> REGISTRATIONS = limit(
            "registrations_per_session",
            DealerLimits.DEFAULT.registrationsPerSession(),
            "How many procedures a session may register.");
    private static final Field<Integer> PENDING_CALLS = limit(
            "pending_calls_per_caller",
            DealerLimits.DEFAULT.pendingCallsPerCaller(),
            "How many calls of a session may be unanswered.");
    private static final Field<Integer> PENDING_INVOCATIONS = limit(
            "pending_invocations_per_callee",
            DealerLimits.DEFAULT.pendingInvocationsPerCallee(),
            "How many calls a callee may have to answer; the caller of one more gets `wamp.error.limit_exceeded`.");
    private static final Field<Integer> WAITING_CALLS = limit(
            "waiting_calls_per_registration",
            DealerLimits.DEFAULT.waitingCallsPerRegistration(),
            "How many calls may wait while all callees of a procedure are at their `concurrency`; the caller of one"
                    + " more gets `crossbar.error.max_concurrency_reached`.");
    private static final Field<Integer> WAITING_CHUNKS = limit(
            "chunks_per_waiting_call",
            DealerLimits.DEFAULT.chunksPerWaitingCall(),
            "How many parts of a progressive call are kept while it waits.");
    private static final Field<Integer> RETAINED_EVENTS = limit(
            "retained_events", BrokerLimits.DEFAULT.retainedEvents(), "How many events are retained in the realm.");
    private static final Field<Integer> RETAINED_BYTES = limit(
            "retained_bytes",
            (int) BrokerLimits.DEFAULT.retainedBytes(),
            "How many octets the payloads of retained events may have together.");
    private static final Field<Integer> RESTRICTED_EVENTS = limit(
            "restricted_events_per_topic",
            BrokerLimits.DEFAULT.restrictedEventsPerTopic(),
            "How many retained events with black or white lists a topic has beside the general one; the oldest makes"
                    + " room.");
    private static final Field<Integer> HISTORY_BYTES = limit(
            "history_bytes",
            (int) RealmOptions.DEFAULT.historyBytesPerLog(),
            "How many octets the remembered payloads of one topic or pattern may have together; the oldest make room. "
                    + "How many events is the `limit` of the store.");
    private static final Field<Integer> TESTAMENTS = limit(
            "testaments_per_session",
            BrokerLimits.DEFAULT.testamentsPerSession(),
            "How many testaments a session may leave.");
    private static final Field<Integer> UNDELIVERED = limit(
            "undelivered_per_publisher",
            BrokerLimits.DEFAULT.undeliveredPerPublisher(),
            "How many receivers the events of one publisher may have still to reach before it is not read for a"
                    + " while.");
    private static final Field<Integer> CACHED_DECISIONS = Field.withDefault(
            "cached_decisions",
            atLeast(0),
            String.valueOf(RealmOptions.DEFAULT.cachedDecisions()),
            "How many decisions of each dynamic authorizer are remembered.");

    /** Of a realm. */
    static final Field<UnaryOperator<RealmOptions>> REALM = Field.withDefault(
            "limits",
            ObjectType.named("realm limits", "The bounds of a realm's tables. Reaching one is an error with its name.")
                    .fields(
                            SESSIONS,
                            SESSIONS_PER_AUTHID,
                            SUBSCRIPTIONS,
                            REGISTRATIONS,
                            PENDING_CALLS,
                            PENDING_INVOCATIONS,
                            WAITING_CALLS,
                            WAITING_CHUNKS,
                            RETAINED_EVENTS,
                            RETAINED_BYTES,
                            RESTRICTED_EVENTS,
                            HISTORY_BYTES,
                            TESTAMENTS,
                            UNDELIVERED,
                            CACHED_DECISIONS)
                    .into(values -> options -> within(values, options)),
            "{}",
            "The bounds of the realm's tables.");

    private LimitsGrammar() {}

    private static RealmOptions within(Values values, RealmOptions options) {
        return options.withSessions(new SessionLimits(values.get(SESSIONS), values.get(SESSIONS_PER_AUTHID)))
                .withBroker(options.broker()
                        .withLimits(new BrokerLimits(
                                values.get(SUBSCRIPTIONS),
                                values.get(RETAINED_EVENTS),
                                values.get(RETAINED_BYTES),
                                values.get(RESTRICTED_EVENTS),
                                values.get(TESTAMENTS),
                                values.get(UNDELIVERED))))
                .withDealer(options.dealer()
                        .withLimits(new DealerLimits(
                                values.get(REGISTRATIONS),
                                values.get(PENDING_CALLS),
                                values.get(PENDING_INVOCATIONS),
                                values.get(WAITING_CALLS),
                                values.get(WAITING_CHUNKS))))
                .withHistoryBytesPerLog(values.get(HISTORY_BYTES))
                .withCachedDecisions(values.get(CACHED_DECISIONS));
    }

    /** What a role decides. */
    static OutboundPolicy outbound(Values values) {
        Optional<Integer> budget = values.get(ROLE_BUDGET);
        return new OutboundPolicy(
                budget.isPresent() ? OptionalLong.of(budget.get()) : OptionalLong.empty(), values.get(ROLE_SLOW));
    }

    private static Field<Integer> limit(String key, int standard, String meaning) {
        return Field.withDefault(key, atLeast(1), String.valueOf(standard), meaning);
    }

    private static String word(SlowConsumer policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }
}
