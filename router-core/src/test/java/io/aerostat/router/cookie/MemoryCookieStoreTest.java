package io.aerostat.router.cookie;

import io.aerostat.router.time.RouterClock;

/** Tests that {@link MemoryCookieStore} fulfils the contract. */
class MemoryCookieStoreTest extends CookieStoreContract {
    @Override
    CookieStore open(int capacity) {
        return new MemoryCookieStore(WEEK, capacity, new RouterClock(clock, clock::steadyNanos));
    }
}
