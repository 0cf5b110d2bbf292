package io.aerostat.router.cookie;

import java.time.Instant;
import java.util.Optional;

/** A cookie that counts until it expires. */
record StoredCookie(Instant expires, Optional<CookieIdentity> identity) {}
