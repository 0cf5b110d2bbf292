/**
 * Counts failed logins by address and by authid, and says which clients must wait. Any thread; nothing blocks. Depends
 * on no session, broker or dealer.
 */
@NullMarked
package io.aerostat.router.lockout;

import org.jspecify.annotations.NullMarked;
