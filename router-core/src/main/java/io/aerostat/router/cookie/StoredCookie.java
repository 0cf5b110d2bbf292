package io.aerostat.router.cookie;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A cookie with its expiry, which is a time of the steady clock in memory, and a time of day in a file. */
record StoredCookie(Instant expires, Optional<CookieIdentity> identity) {
    StoredCookie shifted(Duration by) {
        return new StoredCookie(expires.plus(by), identity);
    }
}
