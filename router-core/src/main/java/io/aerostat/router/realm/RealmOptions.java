package io.aerostat.router.realm;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.RateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a realm.
 *
 * @param uriCheck the rules that the URIs of clients must obey (URI-8)
 * @param metaApi whether the meta procedures and events exist
 * @param authorizerDeadline how long a dynamic authorizer may take
 * @param cachedDecisions how many decisions of each dynamic authorizer to cache; zero for none
 * @param outbound the options for the outbound queues of a role's sessions, by the name of the role
 * @param rates the limits on the requests of a role's sessions, by the name of the role
 * @param historyBytesPerLog the total payload size that the history of one topic or pattern may keep in memory, in
 *     bytes
 * @param contracts the procedures and topics whose payloads are checked, and described by {@code wamp.schema.describe}
 * @param statistics when {@code wamp.session.on_stats} reports on a session; empty for never
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
        Map<String, RateLimits> rates,
        long historyBytesPerLog,
        Contracts contracts,
        Optional<SessionStatisticsOptions> statistics) {
    public static final RealmOptions DEFAULT = new RealmOptions(
            UriCheck.LOOSE,
            true,
            BrokerOptions.DEFAULT,
            DealerOptions.DEFAULT,
            Duration.ofSeconds(5),
            10_000,
            RealmLimits.DEFAULT,
            Map.of(),
            Map.of(),
            64L << 20,
            Contracts.NONE,
            Optional.empty());

    public RealmOptions {
        if (cachedDecisions < 0) {
            throw new IllegalArgumentException(
                    "cachedDecisions: found " + cachedDecisions + " (expected zero or more)");
        }
        outbound = Map.copyOf(outbound);
        rates = Map.copyOf(rates);
    }

    public RealmOptions withUriCheck(UriCheck check) {
        Parts parts = new Parts(this);
        parts.uriCheck = check;
        return parts.toOptions();
    }

    public RealmOptions withMetaApi(boolean enabled) {
        Parts parts = new Parts(this);
        parts.metaApi = enabled;
        return parts.toOptions();
    }

    /** Returns a copy with other broker options. */
    public RealmOptions withBroker(BrokerOptions options) {
        Parts parts = new Parts(this);
        parts.broker = options;
        return parts.toOptions();
    }

    /** Returns a copy with other dealer options. */
    public RealmOptions withDealer(DealerOptions options) {
        Parts parts = new Parts(this);
        parts.dealer = options;
        return parts.toOptions();
    }

    public RealmOptions withCachedDecisions(int decisions) {
        Parts parts = new Parts(this);
        parts.cachedDecisions = decisions;
        return parts.toOptions();
    }

    /** Returns a copy with other limits on the number of sessions. */
    public RealmOptions withSessions(RealmLimits limits) {
        Parts parts = new Parts(this);
        parts.sessions = limits;
        return parts.toOptions();
    }

    public RealmOptions withOutbound(Map<String, OutboundOptions> byRole) {
        Parts parts = new Parts(this);
        parts.outbound = byRole;
        return parts.toOptions();
    }

    /** Returns a copy with other limits on requests, by the name of the role. */
    public RealmOptions withRates(Map<String, RateLimits> byRole) {
        Parts parts = new Parts(this);
        parts.rates = byRole;
        return parts.toOptions();
    }

    public RealmOptions withHistoryBytesPerLog(long bytes) {
        Parts parts = new Parts(this);
        parts.historyBytesPerLog = bytes;
        return parts.toOptions();
    }

    /** Returns a copy with other contracts. */
    public RealmOptions withContracts(Contracts all) {
        Parts parts = new Parts(this);
        parts.contracts = all;
        return parts.toOptions();
    }

    /** Returns a copy with other options for the reports of {@code wamp.session.on_stats}; empty for no reports. */
    public RealmOptions withStatistics(Optional<SessionStatisticsOptions> reports) {
        Parts parts = new Parts(this);
        parts.statistics = reports;
        return parts.toOptions();
    }

    /** Returns a copy with another rule for the order of request ids (ID-7). */
    public RealmOptions withRequestOrder(RequestOrder order) {
        return withDealer(dealer.withRequestOrder(order));
    }

    /** A mutable copy of the options, in which one option is replaced. */
    private static final class Parts {
        private UriCheck uriCheck;
        private boolean metaApi;
        private BrokerOptions broker;
        private DealerOptions dealer;
        private final Duration authorizerDeadline;
        private int cachedDecisions;
        private RealmLimits sessions;
        private Map<String, OutboundOptions> outbound;
        private Map<String, RateLimits> rates;
        private long historyBytesPerLog;
        private Contracts contracts;
        private Optional<SessionStatisticsOptions> statistics;

        private Parts(RealmOptions options) {
            uriCheck = options.uriCheck;
            metaApi = options.metaApi;
            broker = options.broker;
            dealer = options.dealer;
            authorizerDeadline = options.authorizerDeadline;
            cachedDecisions = options.cachedDecisions;
            sessions = options.sessions;
            outbound = options.outbound;
            rates = options.rates;
            historyBytesPerLog = options.historyBytesPerLog;
            contracts = options.contracts;
            statistics = options.statistics;
        }

        private RealmOptions toOptions() {
            return new RealmOptions(
                    uriCheck,
                    metaApi,
                    broker,
                    dealer,
                    authorizerDeadline,
                    cachedDecisions,
                    sessions,
                    outbound,
                    rates,
                    historyBytesPerLog,
                    contracts,
                    statistics);
        }
    }
}
