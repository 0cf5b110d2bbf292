package io.aerostat.router.realm;

import io.aerostat.protocol.uri.UriCheck;
import java.time.Duration;

/**
 * How a realm behaves.
 *
 * @param uriCheck the grammar of the URIs that clients use (URI-8)
 * @param strictOrder whether request ids must be sequential (ID-7)
 * @param metaApi whether the meta procedures and events exist
 * @param eventDispatchingChunkSize receivers that are served in one go before others have their turn
 * @param authorizerDeadline how long a dynamic authorizer may take
 * @param cachedDecisions how many decisions of each dynamic authorizer are remembered
 */
public record RealmOptions(
        UriCheck uriCheck,
        boolean strictOrder,
        boolean metaApi,
        int eventDispatchingChunkSize,
        Duration authorizerDeadline,
        int cachedDecisions) {
    public static final RealmOptions DEFAULT =
            new RealmOptions(UriCheck.LOOSE, false, true, 100, Duration.ofSeconds(5), 10_000);

    public RealmOptions {
        if (eventDispatchingChunkSize < 1) {
            throw new IllegalArgumentException(
                    "eventDispatchingChunkSize: found " + eventDispatchingChunkSize + " (expected 1 or more)");
        }
    }

    public RealmOptions withUriCheck(UriCheck check) {
        return new RealmOptions(
                check, strictOrder, metaApi, eventDispatchingChunkSize, authorizerDeadline, cachedDecisions);
    }

    public RealmOptions withStrictOrder(boolean strict) {
        return new RealmOptions(
                uriCheck, strict, metaApi, eventDispatchingChunkSize, authorizerDeadline, cachedDecisions);
    }

    public RealmOptions withMetaApi(boolean enabled) {
        return new RealmOptions(
                uriCheck, strictOrder, enabled, eventDispatchingChunkSize, authorizerDeadline, cachedDecisions);
    }

    public RealmOptions withEventDispatchingChunkSize(int receivers) {
        return new RealmOptions(uriCheck, strictOrder, metaApi, receivers, authorizerDeadline, cachedDecisions);
    }
}
