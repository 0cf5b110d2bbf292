/**
 * Event history, as an embedder sees it: the topics whose events are kept, the events, and the query that reads them.
 * An embedder can provide another {@link io.aerostat.router.history.EventStore}, for example one that keeps events on
 * disk. Any thread. Must not depend on other packages of the router.
 */
@NullMarked
package io.aerostat.router.history;

import org.jspecify.annotations.NullMarked;
