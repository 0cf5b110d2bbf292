package io.aerostat.router.realm;

/**
 * Bounds of the broker's tables. Reaching one refuses the request with {@code wamp.error.limit_exceeded} and the limit's name.
 *
 * @param subscriptionsPerSession subscriptions that one session may hold
 * @param retainedEvents events that are kept for later subscribers, in the whole realm
 * @param retainedBytes their payloads together
 * @param restrictedEventsPerTopic retained events with black or white lists, beside the general one; the oldest makes room (RET-3)
 * @param testamentsPerSession publications that one session may leave behind
 * @param undeliveredPerPublisher receivers that one session's publications may keep waiting; beyond it its connection is not read
 */
public record BrokerLimits(
        int subscriptionsPerSession,
        int retainedEvents,
        long retainedBytes,
        int restrictedEventsPerTopic,
        int testamentsPerSession,
        int undeliveredPerPublisher) {
    public static final BrokerLimits DEFAULT = new BrokerLimits(10_000, 10_000, 256L << 20, 16, 100, 20_000);

    public BrokerLimits {
        requirePositive("subscriptionsPerSession", subscriptionsPerSession);
        requirePositive("retainedEvents", retainedEvents);
        requirePositive("retainedBytes", retainedBytes);
        requirePositive("restrictedEventsPerTopic", restrictedEventsPerTopic);
        requirePositive("testamentsPerSession", testamentsPerSession);
        requirePositive("undeliveredPerPublisher", undeliveredPerPublisher);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": found " + value + " (expected at least 1)");
        }
    }
}
