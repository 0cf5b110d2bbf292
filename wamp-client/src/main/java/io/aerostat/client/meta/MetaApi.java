package io.aerostat.client.meta;

import io.aerostat.client.session.Session;

/**
 * The meta API of the realm that a session has joined (META-1 to META-6), as far as the router has it and the session may use it: otherwise futures fail with
 * {@link io.aerostat.client.error.ApplicationError}, {@code wamp.error.no_such_procedure} or {@code wamp.error.not_authorized}. Any thread.
 *
 * @param sessions who is there
 * @param registrations what can be called
 * @param subscriptions what is listened to, and what was published
 * @param testaments what is published when this session ends
 * @param authorizations what is remembered of dynamic authorizers
 */
public record MetaApi(
        SessionMeta sessions,
        RegistrationMeta registrations,
        SubscriptionMeta subscriptions,
        Testaments testaments,
        AuthorizationMeta authorizations) {
    public static MetaApi of(Session session) {
        return new MetaApi(
                new SessionMeta(session),
                new RegistrationMeta(session),
                new SubscriptionMeta(session),
                new Testaments(session),
                new AuthorizationMeta(session));
    }
}
