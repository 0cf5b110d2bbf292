package io.aerostat.metrics;

import io.aerostat.router.realm.CallStatistics;
import io.aerostat.router.realm.RoleStatistics;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers the meters of one role of a realm. */
record RoleMeters(MeterCollection into, Supplier<Snapshot> snapshot, Snapshot.RoleKey key) {
    private static final List<String> REASONS =
            List.of("goodbye", "lost", "killed", "expired", "shutdown", "unwelcomed");
    private static final List<String> ACTIONS = List.of("call", "publish", "register", "subscribe");
    private static final List<String> CHECKED = List.of("call", "publish", "yield");

    /** @param withTimer whether to register a timer, without a histogram, for the durations of calls */
    void register(boolean withTimer) {
        Tags tags = Tags.of("router", key.router(), "realm", key.realm(), "role", key.role());
        into.gauge(MeterName.SESSIONS, tags, number(RoleStatistics::sessions));
        into.counter(MeterName.JOINS, tags, number(RoleStatistics::joined));
        for (String reason : REASONS) {
            into.counter(
                    MeterName.LEAVES,
                    tags.and("reason", reason),
                    number(role -> role.left().getOrDefault(reason, 0L)));
        }
        for (String action : ACTIONS) {
            into.counter(
                    MeterName.DENIALS,
                    tags.and("action", action),
                    number(role -> role.denied().getOrDefault(action, 0L)));
            into.counter(
                    MeterName.TOO_FAST,
                    tags.and("action", action),
                    number(role -> role.tooFast().getOrDefault(action, 0L)));
        }
        for (String action : CHECKED) {
            into.counter(
                    MeterName.MISFITS,
                    tags.and("action", action),
                    number(role -> role.misfits().getOrDefault(action, 0L)));
        }
        for (String outcome : CallStatistics.OUTCOMES) {
            into.counter(
                    MeterName.CALLS,
                    tags.and("outcome", outcome),
                    number(role -> role.calls().ended().getOrDefault(outcome, 0L)));
        }
        into.counter(MeterName.PUBLICATIONS, tags, number(RoleStatistics::publications));
        into.counter(MeterName.EVENTS, tags, number(RoleStatistics::events));
        if (withTimer) {
            DoubleSupplier count = number(role ->
                    role.calls().durations().stream().mapToLong(Long::longValue).sum());
            into.timer(
                    MeterName.CALL_DURATION,
                    tags,
                    () -> (long) count.getAsDouble(),
                    number(role -> role.calls().nanos()));
        }
    }

    private DoubleSupplier number(ToDoubleFunction<RoleStatistics> read) {
        return () -> snapshot.get().role(key).map(read::applyAsDouble).orElse(Double.NaN);
    }
}
