package io.aerostat.router.realm;

import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.history.HistoryRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of a realm's broker.
 *
 * @param disclosure whether a publisher may ask to be disclosed; a permission can disclose publishers in any case
 *     (PID-3)
 * @param eventDispatchingChunkSize the number of receivers to serve in one turn of an event loop
 * @param retainedTtl how long to keep retained events; zero to keep them until the realm ends (RET-6)
 * @param history the topics and patterns whose events are kept for queries (HIS-7)
 * @param eventStore where to keep these events; empty to keep them in memory
 * @param historyFormat the result format of history queries
 */
public record BrokerOptions(
        DisclosurePolicy disclosure,
        int eventDispatchingChunkSize,
        Duration retainedTtl,
        List<HistoryRule> history,
        Optional<EventStore> eventStore,
        HistoryFormat historyFormat,
        BrokerLimits limits) {
    public static final BrokerOptions DEFAULT = new BrokerOptions(
            DisclosurePolicy.ALLOW,
            100,
            Duration.ZERO,
            List.of(),
            Optional.empty(),
            HistoryFormat.SPECIFICATION,
            BrokerLimits.DEFAULT);

    public BrokerOptions {
        if (eventDispatchingChunkSize < 1) {
            throw new IllegalArgumentException(
                    "eventDispatchingChunkSize: found " + eventDispatchingChunkSize + " (expected 1 or more)");
        }
        if (retainedTtl.isNegative()) {
            throw new IllegalArgumentException("retainedTtl: found " + retainedTtl + " (expected zero or more)");
        }
        history = List.copyOf(history);
    }

    public BrokerOptions withDisclosure(DisclosurePolicy policy) {
        return new BrokerOptions(
                policy, eventDispatchingChunkSize, retainedTtl, history, eventStore, historyFormat, limits);
    }

    public BrokerOptions withEventDispatchingChunkSize(int receivers) {
        return new BrokerOptions(disclosure, receivers, retainedTtl, history, eventStore, historyFormat, limits);
    }

    public BrokerOptions withRetainedTtl(Duration ttl) {
        return new BrokerOptions(
                disclosure, eventDispatchingChunkSize, ttl, history, eventStore, historyFormat, limits);
    }

    public BrokerOptions withHistory(List<HistoryRule> rules) {
        return new BrokerOptions(
                disclosure, eventDispatchingChunkSize, retainedTtl, rules, eventStore, historyFormat, limits);
    }

    public BrokerOptions withEventStore(EventStore store) {
        return new BrokerOptions(
                disclosure, eventDispatchingChunkSize, retainedTtl, history, Optional.of(store), historyFormat, limits);
    }

    public BrokerOptions withHistoryFormat(HistoryFormat format) {
        return new BrokerOptions(
                disclosure, eventDispatchingChunkSize, retainedTtl, history, eventStore, format, limits);
    }

    /** Returns a copy with other limits. */
    public BrokerOptions withLimits(BrokerLimits bounds) {
        return new BrokerOptions(
                disclosure, eventDispatchingChunkSize, retainedTtl, history, eventStore, historyFormat, bounds);
    }
}
