package io.aerostat.router.authentication.method;

/** Connects a session with the cookie of its connection. Any thread. */
public interface CookieSession {
    /** Used for a connection without a cookie, or a transport that does not authenticate by cookie. */
    CookieSession NONE = new CookieSession() {
        @Override
        public void logOut() {}

        @Override
        public void left() {}
    };

    /** Called when the client logs out: revokes the cookie, and ends the other sessions that use the cookie (COO-2). */
    void logOut();

    /** Called when the session has ended. Idempotent. */
    void left();
}
