/**
 * The past events for a new subscriber, retained or from the history, and the change to live events (RET-4, HIS-3).
 * Confined to the loop of the subscriber; pages are read elsewhere. Must not depend on sessions.
 */
@NullMarked
package io.aerostat.router.broker.replay;

import org.jspecify.annotations.NullMarked;
