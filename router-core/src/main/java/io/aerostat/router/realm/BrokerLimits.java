package io.aerostat.router.realm;

/**
 * Bounds of the broker's tables. A request that would exceed one is refused with {@code wamp.error.limit_exceeded} and
 * the limit's name.
 *
 * @param subscriptionsPerSession subscriptions that one session may hold
 * @param retainedEvents events of the whole realm that are retained for later subscribers
 * @param retainedBytes total bytes of the payloads of retained events
 * @param restrictedEventsPerTopic retained events with black or white lists, per topic, besides the unrestricted one;
 *     a new one replaces the oldest (RET-3)
 * @param testamentsPerSession testaments that one session may add
 * @param undeliveredPerPublisher receivers that the publications of one session may keep waiting; beyond this, its
 *     connection is not read
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
