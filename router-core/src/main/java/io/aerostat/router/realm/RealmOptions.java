package io.aerostat.router.realm;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.broker.BrokerOptions;
import io.aerostat.router.dealer.DealerOptions;
import io.aerostat.router.dealer.RequestOrder;
import java.time.Duration;

/**
 * How a realm behaves.
 *
 * @param uriCheck the grammar of the URIs that clients use (URI-8)
 * @param metaApi whether the meta procedures and events exist
 * @param authorizerDeadline how long a dynamic authorizer may take
 * @param cachedDecisions how many decisions of each dynamic authorizer are remembered
 */
public record RealmOptions(
        UriCheck uriCheck,
        boolean metaApi,
        BrokerOptions broker,
        DealerOptions dealer,
        Duration authorizerDeadline,
        int cachedDecisions) {
    public static final RealmOptions DEFAULT = new RealmOptions(
            UriCheck.LOOSE, true, BrokerOptions.DEFAULT, DealerOptions.DEFAULT, Duration.ofSeconds(5), 10_000);

    public RealmOptions withUriCheck(UriCheck check) {
        return new RealmOptions(check, metaApi, broker, dealer, authorizerDeadline, cachedDecisions);
    }

    public RealmOptions withMetaApi(boolean enabled) {
        return new RealmOptions(uriCheck, enabled, broker, dealer, authorizerDeadline, cachedDecisions);
    }

    public RealmOptions withBroker(BrokerOptions options) {
        return new RealmOptions(uriCheck, metaApi, options, dealer, authorizerDeadline, cachedDecisions);
    }

    public RealmOptions withDealer(DealerOptions options) {
        return new RealmOptions(uriCheck, metaApi, broker, options, authorizerDeadline, cachedDecisions);
    }

    /** Whether request ids must be sequential, or may be anything (ID-7). */
    public RealmOptions withRequestOrder(RequestOrder order) {
        return withDealer(dealer.withRequestOrder(order));
    }
}
