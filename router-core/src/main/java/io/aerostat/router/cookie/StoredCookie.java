package io.aerostat.router.cookie;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A cookie with its expiry. In memory, the expiry is a time of the steady clock; in a file, it is a time of day. */
record StoredCookie(Instant expires, Optional<CookieIdentity> identity) {
    StoredCookie shifted(Duration by) {
        return new StoredCookie(expires.plus(by), identity);
    }
}
