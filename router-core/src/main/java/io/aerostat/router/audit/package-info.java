/**
 * Tells the observers of a router who joins, who is refused, and who leaves. Called on event loops. Depends on no
 * session, broker or dealer.
 */
@NullMarked
package io.aerostat.router.audit;

import org.jspecify.annotations.NullMarked;
