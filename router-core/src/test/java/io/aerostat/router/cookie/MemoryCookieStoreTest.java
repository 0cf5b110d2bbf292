package io.aerostat.router.cookie;

/** {@link MemoryCookieStore} keeps the contract. */
class MemoryCookieStoreTest extends CookieStoreContract {
    @Override
    CookieStore open(int capacity) {
        return new MemoryCookieStore(WEEK, capacity, clock);
    }
}
