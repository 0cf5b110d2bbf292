package io.aerostat.router.authentication.method;

/** A session and the cookie of its connection. Any thread. */
public interface CookieSession {
    /** Of a connection without a cookie, or where cookies prove nothing. */
    CookieSession NONE = new CookieSession() {
        @Override
        public void logOut() {}

        @Override
        public void left() {}
    };

    /** The client logs out: the cookie is worth nothing any more, and the other sessions on it end (COO-2). */
    void logOut();

    /** The session has ended. Idempotent. */
    void left();
}
