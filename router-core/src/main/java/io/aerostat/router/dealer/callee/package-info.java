/**
 * The callees' side of the dealer: which session serves which procedure, and the invocations that it has still to
 * answer.
 *
 * <p>{@link io.aerostat.router.dealer.callee.RegistrationTable} and the registrations in it are read on any thread and
 * changed by one writer at a time. A {@link io.aerostat.router.dealer.callee.Callee} and its table of invocations
 * belong to the callee's event loop. Calls are known here only as {@link io.aerostat.router.dealer.callee.ServedCall}
 * and {@link io.aerostat.router.dealer.callee.WaitingCall}: nothing in this package depends on the callers' side,
 * {@code dealer.call}.
 */
@NullMarked
package io.aerostat.router.dealer.callee;

import org.jspecify.annotations.NullMarked;
