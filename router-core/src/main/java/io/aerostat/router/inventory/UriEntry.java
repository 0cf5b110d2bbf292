package io.aerostat.router.inventory;

import io.aerostat.protocol.uri.MatchPolicy;
import java.time.Instant;

/**
 * A registration or subscription.
 *
 * @param invoke the invocation policy; empty for a subscription
 * @param members the number of its callees or subscribers on this node
 */
public record UriEntry(long id, String uri, MatchPolicy match, String invoke, Instant created, int members) {}
