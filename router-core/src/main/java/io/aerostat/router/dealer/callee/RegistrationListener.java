package io.aerostat.router.dealer.callee;

/**
 * Listens to changes of a realm's registrations, except those under {@code wamp.}. Called once per change, in the order
 * of the changes and by one thread at a time, on any session's loop; must not block (RM-1, RM-2).
 */
public interface RegistrationListener {
    RegistrationListener NONE = new RegistrationListener() {
        @Override
        public void onCreate(long session, RegistrationDetails registration) {}

        @Override
        public void onRegister(long session, long registration) {}

        @Override
        public void onUnregister(long session, long registration) {}

        @Override
        public void onDelete(long session, long registration) {}
    };

    /** Called when a REGISTER created a registration; {@link #onRegister} follows. */
    void onCreate(long session, RegistrationDetails registration);

    void onRegister(long session, long registration);

    /** Called when a callee left a registration: by UNREGISTER, revocation or the end of its session. */
    void onUnregister(long session, long registration);

    /** Called when the last callee left, and the registration is gone. */
    void onDelete(long session, long registration);
}
