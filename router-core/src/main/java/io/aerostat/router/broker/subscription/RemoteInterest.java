package io.aerostat.router.broker.subscription;

import java.util.List;

/**
 * Another node that has subscribers of a subscription.
 *
 * @param nodeKeys the distinct {@code nkey}s of the node's subscribers (SSB-1)
 */
record RemoteInterest(InterestedNode node, List<String> nodeKeys) {}
