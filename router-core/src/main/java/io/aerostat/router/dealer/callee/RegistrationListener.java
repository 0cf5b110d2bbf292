package io.aerostat.router.dealer.callee;

/**
 * Hears of changes to the registrations of a realm, in the order in which they were made, one call at a time, on whatever loop made or
 * overtook them; must not block (RM-1, RM-2). Never hears of procedures under {@code wamp.}.
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

    /** A session's REGISTER created a registration; {@link #onRegister} follows. */
    void onCreate(long session, RegistrationDetails registration);

    void onRegister(long session, long registration);

    /** A callee is gone from a registration: by UNREGISTER, revocation or the end of its session. */
    void onUnregister(long session, long registration);

    /** The last callee is gone, and the registration with it. */
    void onDelete(long session, long registration);
}
