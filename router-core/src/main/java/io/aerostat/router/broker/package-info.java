/**
 * Subscriptions and the dispatch of events: black and white lists, patterns, retention, history. Indexes are shared by all loops of the
 * realm; each session's own table is confined to its loop. Knows no sockets.
 */
@NullMarked
package io.aerostat.router.broker;

import org.jspecify.annotations.NullMarked;
