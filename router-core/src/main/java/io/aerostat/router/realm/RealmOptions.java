package io.aerostat.router.realm;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.session.OutboundOptions;
import java.time.Duration;
import java.util.Map;

/**
 * How a realm behaves.
 *
 * @param uriCheck the grammar of the URIs that clients use (URI-8)
 * @param metaApi whether the meta procedures and events exist
 * @param authorizerDeadline how long a dynamic authorizer may take
 * @param cachedDecisions how many decisions of each dynamic authorizer are remembered; zero for none (P11)
 * @param outbound by the names of roles, what they decide about their sessions' outbound queues (P4)
 * @param historyBytesPerLog how great the payloads of one remembered topic may be together
 */
public record RealmOptions(
        UriCheck uriCheck,
        boolean metaApi,
        BrokerOptions broker,
        DealerOptions dealer,
        Duration authorizerDeadline,
        int cachedDecisions,
        RealmLimits sessions,
        Map<String, OutboundOptions> outbound,
        long historyBytesPerLog) {
    public static final RealmOptions DEFAULT = new RealmOptions(
            UriCheck.LOOSE,
            true,
            BrokerOptions.DEFAULT,
            DealerOptions.DEFAULT,
            Duration.ofSeconds(5),
            10_000,
            RealmLimits.DEFAULT,
            Map.of(),
            64L << 20);

    public RealmOptions {
        if (cachedDecisions < 0) {
            throw new IllegalArgumentException(
                    "cachedDecisions: found " + cachedDecisions + " (expected zero or more)");
        }
        outbound = Map.copyOf(outbound);
    }

    public RealmOptions withUriCheck(UriCheck check) {
        return new RealmOptions(
                check,
                metaApi,
                broker,
                dealer,
                authorizerDeadline,
                cachedDecisions,
                sessions,
                outbound,
                historyBytesPerLog);
    }

    public RealmOptions withMetaApi(boolean enabled) {
        return new RealmOptions(
                uriCheck,
                enabled,
                broker,
                dealer,
                authorizerDeadline,
                cachedDecisions,
                sessions,
                outbound,
                historyBytesPerLog);
    }

    public RealmOptions withBroker(BrokerOptions options) {
        return new RealmOptions(
                uriCheck,
                metaApi,
                options,
                dealer,
                authorizerDeadline,
                cachedDecisions,
                sessions,
                outbound,
                historyBytesPerLog);
    }

    public RealmOptions withDealer(DealerOptions options) {
        return new RealmOptions(
                uriCheck,
                metaApi,
                broker,
                options,
                authorizerDeadline,
                cachedDecisions,
                sessions,
                outbound,
                historyBytesPerLog);
    }

    public RealmOptions withCachedDecisions(int decisions) {
        return new RealmOptions(
                uriCheck,
                metaApi,
                broker,
                dealer,
                authorizerDeadline,
                decisions,
                sessions,
                outbound,
                historyBytesPerLog);
    }

    public RealmOptions withSessions(RealmLimits limits) {
        return new RealmOptions(
                uriCheck,
                metaApi,
                broker,
                dealer,
                authorizerDeadline,
                cachedDecisions,
                limits,
                outbound,
                historyBytesPerLog);
    }

    public RealmOptions withOutbound(Map<String, OutboundOptions> byRole) {
        return new RealmOptions(
                uriCheck,
                metaApi,
                broker,
                dealer,
                authorizerDeadline,
                cachedDecisions,
                sessions,
                byRole,
                historyBytesPerLog);
    }

    public RealmOptions withHistoryBytesPerLog(long octets) {
        return new RealmOptions(
                uriCheck, metaApi, broker, dealer, authorizerDeadline, cachedDecisions, sessions, outbound, octets);
    }

    /** Whether request ids must be sequential, or may be anything (ID-7). */
    public RealmOptions withRequestOrder(RequestOrder order) {
        return withDealer(dealer.withRequestOrder(order));
    }
}
