package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.LimitFields;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.RealmLimits;
import io.aerostat.router.realm.RealmOptions;
import java.util.function.UnaryOperator;

/** The keys of a realm's {@code limits}. A client that reaches a limit gets an error that names the key. */
final class RealmLimitsGrammar {
    private static final Field<Integer> SESSIONS = LimitFields.limit(
            "sessions",
            RealmLimits.DEFAULT.sessions(),
            "How many sessions may be joined at the same time; a further session gets ABORT "
                    + "`wamp.error.limit_exceeded`.");
    private static final Field<Integer> SESSIONS_PER_AUTHID = LimitFields.limit(
            "sessions_per_authid",
            RealmLimits.DEFAULT.sessionsPerAuthid(),
            "How many sessions with the same `authid` may be joined at the same time.");
    private static final Field<Integer> SUBSCRIPTIONS = LimitFields.limit(
            "subscriptions_per_session",
            BrokerLimits.DEFAULT.subscriptionsPerSession(),
            "How many subscriptions a session may hold.");
    private static final Field<Integer> REGISTRATIONS = LimitFields.limit(
            "registrations_per_session",
            DealerLimits.DEFAULT.registrationsPerSession(),
            "How many procedures a session may register.");
    private static final Field<Integer> PENDING_CALLS = LimitFields.limit(
            "pending_calls_per_caller",
            DealerLimits.DEFAULT.pendingCallsPerCaller(),
            "How many unanswered calls a session may have.");
    private static final Field<Integer> PENDING_INVOCATIONS = LimitFields.limit(
            "pending_invocations_per_callee",
            DealerLimits.DEFAULT.pendingInvocationsPerCallee(),
            "How many unanswered calls a callee may have; the caller of a further call gets "
                    + "`wamp.error.limit_exceeded`.");
    private static final Field<Integer> WAITING_CALLS = LimitFields.limit(
            "waiting_calls_per_registration",
            DealerLimits.DEFAULT.waitingCallsPerRegistration(),
            "How many calls may wait while all callees of a procedure have as many calls as their `concurrency` "
                    + "permits; the caller of a further call gets `crossbar.error.max_concurrency_reached`.");
    private static final Field<Integer> WAITING_CHUNKS = LimitFields.limit(
            "chunks_per_waiting_call",
            DealerLimits.DEFAULT.chunksPerWaitingCall(),
            "How many chunks of a progressive call are kept while the call waits.");
    private static final Field<Integer> RETAINED_EVENTS = LimitFields.limit(
            "retained_events", BrokerLimits.DEFAULT.retainedEvents(), "How many events are retained in the realm.");
    private static final Field<Integer> RETAINED_BYTES = LimitFields.limit(
            "retained_bytes",
            (int) BrokerLimits.DEFAULT.retainedBytes(),
            "The total size of the payloads of retained events, in bytes.");
    private static final Field<Integer> RESTRICTED_EVENTS = LimitFields.limit(
            "restricted_events_per_topic",
            BrokerLimits.DEFAULT.restrictedEventsPerTopic(),
            "How many retained events with black or white lists a topic may have, in addition to the event without "
                    + "such lists; a further event replaces the oldest of them.");
    private static final Field<Integer> HISTORY_BYTES = LimitFields.limit(
            "history_bytes",
            (int) RealmOptions.DEFAULT.historyBytesPerLog(),
            "The total size of the payloads in the history of one topic or pattern, in bytes; the oldest events are "
                    + "removed to stay below this size. The `limit` of the store bounds the number of events.");
    private static final Field<Integer> TESTAMENTS = LimitFields.limit(
            "testaments_per_session",
            BrokerLimits.DEFAULT.testamentsPerSession(),
            "How many testaments a session may have.");
    private static final Field<Integer> UNDELIVERED = LimitFields.limit(
            "undelivered_per_publisher",
            BrokerLimits.DEFAULT.undeliveredPerPublisher(),
            "How many receivers may still wait for events of one publisher. Above this number, the router stops "
                    + "reading from the publisher until half of these receivers have got their events.");
    private static final Field<Integer> CACHED_DECISIONS = Field.withDefault(
            "cached_decisions",
            atLeast(0),
            String.valueOf(RealmOptions.DEFAULT.cachedDecisions()),
            "How many decisions of each dynamic authorizer are cached.");

    static final Field<UnaryOperator<RealmOptions>> LIMITS = Field.withDefault(
            "limits",
            ObjectType.named(
                            "realm limits",
                            "The bounds of a realm's tables. An error names the bound that was reached.")
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

    private RealmLimitsGrammar() {}

    private static RealmOptions within(Values values, RealmOptions options) {
        return options.withSessions(new RealmLimits(values.get(SESSIONS), values.get(SESSIONS_PER_AUTHID)))
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
}
