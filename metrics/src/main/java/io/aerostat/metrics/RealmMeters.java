package io.aerostat.metrics;

import io.aerostat.router.realm.RealmStatistics;
import io.micrometer.core.instrument.Tags;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers the meters of one realm. */
record RealmMeters(MeterCollection into, Supplier<Snapshot> snapshot, Snapshot.RealmKey key) {
    void register() {
        Tags tags = Tags.of("router", key.router(), "realm", key.realm());
        into.gauge(MeterName.SESSIONS_LIMIT, tags, number(RealmStatistics::sessionsLimit));
        into.counter(MeterName.SESSIONS_REFUSED, tags, number(RealmStatistics::refusedSessions));
        into.gauge(MeterName.SUBSCRIPTIONS, tags, number(RealmStatistics::subscriptions));
        into.gauge(MeterName.REGISTRATIONS, tags, number(RealmStatistics::registrations));
        into.gauge(MeterName.RETAINED, tags, number(RealmStatistics::retainedEvents));
        into.gauge(MeterName.CALLS_PENDING, tags, number(RealmStatistics::pendingCalls));
        into.gauge(MeterName.INVOCATIONS_PENDING, tags, number(RealmStatistics::pendingInvocations));
        into.gauge(MeterName.CALL_TIMERS, tags, number(RealmStatistics::armedTimers));
        into.counter(MeterName.ANSWERS_LATE, tags, number(RealmStatistics::lateAnswers));
        into.counter(MeterName.PUBLICATIONS_REFUSED, tags, number(RealmStatistics::refusedPublications));
        into.counter(MeterName.SLOW_CONSUMERS, tags, number(RealmStatistics::slowConsumers));
        into.counter(
                MeterName.EVENTS_DROPPED,
                tags.and("reason", "over_budget"),
                number(realm -> realm.droppedEvents().overBudget()));
        into.counter(
                MeterName.EVENTS_DROPPED,
                tags.and("reason", "too_large"),
                number(realm -> realm.droppedEvents().tooLarge()));
        into.counter(
                MeterName.EVENTS_DROPPED,
                tags.and("reason", "not_expressible"),
                number(realm -> realm.droppedEvents().notExpressible()));
    }

    private DoubleSupplier number(ToDoubleFunction<RealmStatistics> read) {
        return () -> snapshot.get().realm(key).map(read::applyAsDouble).orElse(Double.NaN);
    }
}
