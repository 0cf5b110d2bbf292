package io.aerostat.router.authorization;

/** Decides what the sessions with one role of a realm may do. Any thread; never blocks. */
@FunctionalInterface
public interface Authorizer {
    /** Returns the decision about a request. */
    Decision authorize(AuthorizationRequest request);
}
