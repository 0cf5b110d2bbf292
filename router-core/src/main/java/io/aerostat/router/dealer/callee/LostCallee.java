package io.aerostat.router.dealer.callee;

/**
 * A callee that has been removed because its node cannot be reached.
 *
 * @param session the callee
 * @param isLast whether the registration was deleted together with this callee
 */
public record LostCallee(long session, long registration, boolean isLast) {}
