/**
 * Numbers that each event loop counts for itself, and that any thread may read: calls, publications and events of a
 * role, messages and bytes of a transport, and the delay of a loop. Counting takes no lock and no atomic instruction,
 * because each number has one writer. A {@link SessionMeter} also counts for one session, and only the session's loop
 * reads its numbers. This package must not depend on sessions, broker or dealer.
 */
@NullMarked
package io.aerostat.router.tally;

import org.jspecify.annotations.NullMarked;
