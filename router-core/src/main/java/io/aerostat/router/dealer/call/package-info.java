/**
 * The callers' side of the dealer: a call from its CALL to its one final answer.
 *
 * <p>A pending call belongs to its caller's event loop and ends exactly once there (P1), whatever comes first: the
 * callee's answer, a cancellation, a timeout, the end of callee or caller. It is always in one {@link
 * io.aerostat.router.dealer.call.Phase}. Commands to the callee's loop and answers from it travel with an {@link
 * io.aerostat.router.dealer.callee.Attempt}, in order, which keeps ORD-3, ORD-4 and ORD-6.
 */
@NullMarked
package io.aerostat.router.dealer.call;

import org.jspecify.annotations.NullMarked;
