/**
 * The callees' side of the dealer: the sessions that serve each procedure, and the invocations that each session has
 * not answered yet.
 *
 * <p>{@link io.aerostat.router.dealer.callee.RegistrationTable} and the registrations in it are read on any thread and
 * changed by one writer at a time. A {@link io.aerostat.router.dealer.callee.Callee} and its table of invocations
 * belong to the callee's event loop. This package sees calls only as
 * {@link io.aerostat.router.dealer.callee.ServedCall} and {@link io.aerostat.router.dealer.callee.WaitingCall}: it must
 * not depend on the callers' side, {@code dealer.call}.
 */
@NullMarked
package io.aerostat.router.dealer.callee;

import org.jspecify.annotations.NullMarked;
