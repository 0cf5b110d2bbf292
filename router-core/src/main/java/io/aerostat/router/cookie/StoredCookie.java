package io.aerostat.router.cookie;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A cookie that is valid until it expires: in memory by the steady clock, in a file by the time of day. */
record StoredCookie(Instant expires, Optional<CookieIdentity> identity) {
    StoredCookie shifted(Duration by) {
        return new StoredCookie(expires.plus(by), identity);
    }
}
