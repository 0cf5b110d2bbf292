/**
 * The past events for a new subscriber, either retained or from the history, and the change to live events (RET-4,
 * HIS-3). Confined to the loop of the subscriber; pages are read on other threads. This package must not depend on
 * sessions.
 */
@NullMarked
package io.aerostat.router.broker.replay;

import org.jspecify.annotations.NullMarked;
