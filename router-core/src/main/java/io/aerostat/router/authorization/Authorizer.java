package io.aerostat.router.authorization;

/** Decides what the sessions of one role of a realm may do. Any thread; never blocks. */
@FunctionalInterface
public interface Authorizer {
    /** Decides about a request. */
    Decision authorize(AuthorizationRequest request);
}
