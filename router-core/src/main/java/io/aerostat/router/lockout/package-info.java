/**
 * Counts failed logins by address and by authid, and decides which clients must wait. Any thread; nothing blocks. This
 * package must not depend on sessions, broker or dealer.
 */
@NullMarked
package io.aerostat.router.lockout;

import org.jspecify.annotations.NullMarked;
