package io.aerostat.router.dealer.callee;

/**
 * A listener for changes to a realm's registrations, except those under {@code wamp.} (RM-1, RM-2). Calls are made one
 * at a time, in the order of the changes, on the loop of any session. Must not block.
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

    /** Called when a REGISTER has created a registration; {@link #onRegister} follows. */
    void onCreate(long session, RegistrationDetails registration);

    void onRegister(long session, long registration);

    /** Called when a callee has left a registration by UNREGISTER, by revocation or at the end of its session. */
    void onUnregister(long session, long registration);

    /** Called when the last callee has left and the registration has been deleted. */
    void onDelete(long session, long registration);
}
