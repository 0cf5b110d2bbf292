package io.aerostat.router.broker.subscription;

import io.aerostat.protocol.uri.MatchPolicy;
import java.time.Instant;

/** A subscription as the meta API shows it; one for all who subscribe the same topic under the same policy (ID-3). */
public record SubscriptionDetails(long id, Instant created, String uri, MatchPolicy match) {}
