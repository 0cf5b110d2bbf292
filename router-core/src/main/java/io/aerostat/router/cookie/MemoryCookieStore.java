package io.aerostat.router.cookie;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aerostat.router.time.RouterClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Cookies in memory, until the router ends. Cookies with an identity have a separate limit, so that the cookies of
 * frequent new connections cannot displace them.
 */
public final class MemoryCookieStore implements CookieStore {
    private final Duration maxAge;
    private final RouterClock clock;
    private final Cache<String, StoredCookie> anonymous;
    private final Cache<String, StoredCookie> authenticated;

    /**
     * Creates a store.
     *
     * @param maxAge how long a cookie is valid after it was issued
     * @param capacity the limit for cookies with an identity; the same limit applies separately to cookies without one
     */
    public MemoryCookieStore(Duration maxAge, int capacity) {
        this(maxAge, capacity, RouterClock.system());
    }

    /**
     * Creates a store.
     *
     * @param clock the clock whose steady time decides about expiry, so that a change of the time of day neither
     *     shortens nor prolongs the life of a cookie
     */
    MemoryCookieStore(Duration maxAge, int capacity, RouterClock clock) {
        if (capacity < 1 || maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("cookie store: found capacity " + capacity + ", max age " + maxAge
                    + " (expected at least 1, and a positive duration)");
        }
        this.maxAge = maxAge;
        this.clock = clock;
        this.anonymous = cache(maxAge, capacity);
        this.authenticated = cache(maxAge, capacity);
    }

    /**
     * Returns an empty cache. The cache's own expiry only frees memory; the expiry in each cookie decides whether the
     * cookie is valid.
     */
    private static Cache<String, StoredCookie> cache(Duration maxAge, int capacity) {
        return Caffeine.newBuilder()
                .maximumSize(capacity)
                .expireAfterWrite(maxAge)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean isKnown(String value) {
        return find(CookieDigest.of(value)) != null;
    }

    @Override
    public void issue(String value) {
        put(CookieDigest.of(value), new StoredCookie(clock.steadyNow().plus(maxAge), Optional.empty()));
    }

    @Override
    public Optional<CookieIdentity> identity(String value) {
        StoredCookie cookie = find(CookieDigest.of(value));
        return cookie == null ? Optional.empty() : cookie.identity();
    }

    @Override
    public void authenticate(String value, CookieIdentity identity) {
        String digest = CookieDigest.of(value);
        StoredCookie cookie = find(digest);
        if (cookie != null) {
            put(digest, new StoredCookie(cookie.expires(), Optional.of(identity)));
        }
    }

    @Override
    public void revoke(String value) {
        String digest = CookieDigest.of(value);
        anonymous.invalidate(digest);
        authenticated.invalidate(digest);
    }

    @Override
    public void close() {}

    @Nullable
    StoredCookie find(String digest) {
        StoredCookie cookie = authenticated.getIfPresent(digest);
        if (cookie == null) {
            cookie = anonymous.getIfPresent(digest);
        }
        return cookie != null && clock.steadyNow().isBefore(cookie.expires()) ? cookie : null;
    }

    void put(String digest, StoredCookie cookie) {
        if (cookie.identity().isPresent()) {
            authenticated.put(digest, cookie);
            anonymous.invalidate(digest);
        } else {
            anonymous.put(digest, cookie);
        }
    }

    /**
     * Restores the state of a cookie from a file. The state is {@code null} for a revoked cookie. The cookie never gets
     * more than the full lifetime of a new cookie, even if the clock of the router that wrote the file was ahead.
     */
    void restore(String digest, @Nullable StoredCookie cookie) {
        Instant now = clock.steadyNow();
        if (cookie != null && now.isBefore(cookie.expires())) {
            Instant latest = now.plus(maxAge);
            put(digest, cookie.expires().isAfter(latest) ? new StoredCookie(latest, cookie.identity()) : cookie);
        } else {
            anonymous.invalidate(digest);
            authenticated.invalidate(digest);
        }
    }

    void forEach(BiConsumer<String, StoredCookie> visitor) {
        for (Map<String, StoredCookie> cookies : List.of(anonymous.asMap(), authenticated.asMap())) {
            cookies.forEach((digest, cookie) -> {
                if (find(digest) == cookie) {
                    visitor.accept(digest, cookie);
                }
            });
        }
    }
}
