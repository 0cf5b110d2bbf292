package io.aerostat.router.cluster;

import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.session.Principal;
import java.util.function.ObjLongConsumer;

/**
 * Publishes the meta events about sessions of a lost node. The events are published in the order of the calls. Any
 * thread.
 *
 * @param subscriptions publishes {@code wamp.subscription.on_unsubscribe} and {@code on_delete}
 * @param registrations publishes {@code wamp.registration.on_unregister} and {@code on_delete}
 * @param leaves publishes {@code wamp.session.on_leave}
 */
public record LostSessionEvents(
        SubscriptionListener subscriptions, RegistrationListener registrations, ObjLongConsumer<Principal> leaves) {
    /** Used by a realm without meta events: publishes nothing. */
    public static final LostSessionEvents NONE =
            new LostSessionEvents(SubscriptionListener.NONE, RegistrationListener.NONE, (principal, session) -> {});
}
