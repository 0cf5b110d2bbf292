package io.aerostat.router.meta;

import io.aerostat.router.dealer.callee.RegistrationDetails;
import io.aerostat.router.dealer.callee.RegistrationListener;
import java.util.List;

/** Publishes the events {@code wamp.registration.on_…}. */
record RegistrationMetaEvents(MetaEvents events) implements RegistrationListener {
    @Override
    public void onCreate(long session, RegistrationDetails registration) {
        events.publish("wamp.registration.on_create", () -> List.of(session, EntryDictionary.of(registration)));
    }

    @Override
    public void onRegister(long session, long registration) {
        events.publish("wamp.registration.on_register", () -> List.of(session, registration));
    }

    @Override
    public void onUnregister(long session, long registration) {
        events.publish("wamp.registration.on_unregister", () -> List.of(session, registration));
    }

    @Override
    public void onDelete(long session, long registration) {
        events.publish("wamp.registration.on_delete", () -> List.of(session, registration));
    }
}
