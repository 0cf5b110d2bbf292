/**
 * Event history, for those who embed the router: which topics are remembered, the events themselves, and the query that reads them. An {@link
 * io.aerostat.router.history.EventStore} can be replaced by one that keeps events on disk. Any thread. Depends on nothing else of the router.
 */
@NullMarked
package io.aerostat.router.history;

import org.jspecify.annotations.NullMarked;
