package io.aerostat.router.authorization;

/** Decides for one role of a realm what its sessions may do. Any thread; never blocks. */
@FunctionalInterface
public interface Authorizer {
    Decision authorize(AuthorizationRequest request);
}
