/**
 * Event history and stored retained events, as an embedder sees them: the topics whose events are kept, the events, and
 * the queries that read them. An embedder can provide another {@link io.aerostat.router.history.EventStore}, for
 * example one that keeps events on disk. Any thread. This package must not depend on other packages of the router.
 */
@NullMarked
package io.aerostat.router.history;

import org.jspecify.annotations.NullMarked;
