/**
 * Event history: what is remembered of the events of a topic or pattern, and the question for them. Behind {@link
 * io.aerostat.router.broker.history.EventStore}, so that a durable store can take the place of the one in memory. Any thread.
 */
@NullMarked
package io.aerostat.router.broker.history;

import org.jspecify.annotations.NullMarked;
