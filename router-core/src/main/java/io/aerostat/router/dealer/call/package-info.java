/**
 * The callers' side of the dealer: each call, from its CALL to its one final answer.
 *
 * <p>A pending call belongs to its caller's event loop and ends exactly once there (P1): by the callee's answer, a
 * cancellation, a timeout, or the end of callee or caller, whichever comes first. It is always in one
 * {@link io.aerostat.router.dealer.call.Phase}. An {@link io.aerostat.router.dealer.callee.Attempt} carries commands to
 * the callee's loop, and answers from that loop, each in order (ORD-3, ORD-4, ORD-6).
 */
@NullMarked
package io.aerostat.router.dealer.call;

import org.jspecify.annotations.NullMarked;
