/**
 * Event history, for those who embed the router: the topics whose events are kept, the events, and the query that
 * reads them. An {@link io.aerostat.router.history.EventStore} can be replaced by one that keeps events on disk. Any
 * thread. Depends on nothing else of the router.
 */
@NullMarked
package io.aerostat.router.history;

import org.jspecify.annotations.NullMarked;
