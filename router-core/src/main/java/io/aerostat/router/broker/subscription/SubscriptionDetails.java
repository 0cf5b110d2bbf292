package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import java.time.Instant;

/**
 * A subscription as the meta API shows it. All sessions that subscribe to the same topic with the same match policy
 * share one subscription (ID-3).
 */
public record SubscriptionDetails(long id, Instant created, String uri, MatchPolicy match) {}
