package io.aerostat.router.realm;

/**
 * The counts of a broker since its realm started, over all sessions.
 *
 * @param publications accepted publications
 * @param refusedPublications publications that were refused, because a limit was reached or a value cannot be forwarded
 * @param droppedEvents events that subscribers did not get, by reason
 */
public record BrokerStatistics(long publications, long refusedPublications, DroppedEvents droppedEvents) {}
