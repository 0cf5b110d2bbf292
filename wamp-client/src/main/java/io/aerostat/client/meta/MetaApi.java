package io.aerostat.client.meta;

import io.aerostat.client.session.Session;

/**
 * The meta API of the realm that a session has joined (META-1 to META-6). If the router does not have a procedure, or
 * the session may not call it, the future of the call fails with an {@link io.aerostat.client.error.ApplicationError}:
 * {@code wamp.error.no_such_procedure} or {@code wamp.error.not_authorized}. Any thread.
 *
 * @param sessions the sessions of the realm
 * @param registrations the procedures that can be called
 * @param subscriptions the subscriptions, and their event history
 * @param testaments the events that are published when this session ends
 * @param authorizations the cached decisions of dynamic authorizers
 */
public record MetaApi(
        SessionMeta sessions,
        RegistrationMeta registrations,
        SubscriptionMeta subscriptions,
        Testaments testaments,
        AuthorizationMeta authorizations) {
    /** Returns the meta API, called through this session. */
    public static MetaApi of(Session session) {
        return new MetaApi(
                new SessionMeta(session),
                new RegistrationMeta(session),
                new SubscriptionMeta(session),
                new Testaments(session),
                new AuthorizationMeta(session));
    }
}
