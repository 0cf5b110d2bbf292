/**
 * Subscriptions and the dispatch of events: black and white lists, patterns, shards, retention, history, testaments. The table of subscriptions is
 * shared by all loops of the realm; a session's own part ({@link io.aerostat.router.broker.BrokerSession}), and the subscribers on one loop, are
 * confined to that loop. An event goes from its publisher's loop to each receiving loop as one command. Knows no sockets.
 */
@NullMarked
package io.aerostat.router.broker;

import org.jspecify.annotations.NullMarked;
