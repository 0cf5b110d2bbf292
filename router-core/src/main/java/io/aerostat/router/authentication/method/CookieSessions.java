package io.aerostat.router.authentication.method;

import io.aerostat.router.cookie.CookieStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions of each cookie in a store, over all transports that share the store. A connection has at most one
 * open session. Thread-safe.
 */
final class CookieSessions {
    private final CookieStore store;
    /** The sessions by the value of their cookie. */
    private final Map<String, Set<Open>> sessions = new ConcurrentHashMap<>();

    CookieSessions(CookieStore store) {
        this.store = store;
    }

    CookieSession add(String cookie, Runnable end) {
        Open session = new Open(cookie, end);
        sessions.compute(cookie, (value, others) -> {
            Set<Open> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(session);
            return all;
        });
        return session;
    }

    private void remove(Open session) {
        sessions.computeIfPresent(session.cookie, (value, all) -> {
            all.remove(session);
            return all.isEmpty() ? null : all;
        });
    }

    private void logOut(Open session) {
        store.revoke(session.cookie);
        @Nullable Set<Open> all = sessions.remove(session.cookie);
        if (all != null) {
            all.stream().filter(other -> other != session).forEach(other -> other.end.run());
        }
    }

    int size() {
        return sessions.size();
    }

    private final class Open implements CookieSession {
        private final String cookie;
        private final Runnable end;

        Open(String cookie, Runnable end) {
            this.cookie = cookie;
            this.end = end;
        }

        @Override
        public void logOut() {
            CookieSessions.this.logOut(this);
        }

        @Override
        public void left() {
            remove(this);
        }
    }
}
