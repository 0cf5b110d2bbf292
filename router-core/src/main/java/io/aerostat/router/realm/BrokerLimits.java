package io.aerostat.router.realm;

/**
 * The limits of the broker's tables. A request that would exceed a limit is refused with
 * {@code wamp.error.limit_exceeded} and the name of the limit.
 *
 * @param subscriptionsPerSession the subscriptions that one session may hold
 * @param retainedEvents the retained events of the whole realm
 * @param retainedBytes the total size of the payloads of retained events, in bytes
 * @param restrictedEventsPerTopic the retained events with black or white lists for one topic, besides the unrestricted
 *     one; a further event replaces the oldest (RET-3)
 * @param testamentsPerSession the testaments that one session may add
 * @param undeliveredPerPublisher the receivers that may be waiting for the publications of one session; beyond this
 *     limit, the router pauses reading from the session's connection
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
