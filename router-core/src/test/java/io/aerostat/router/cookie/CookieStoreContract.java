package io.aerostat.router.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract that every cookie store must fulfil (COO-1, COO-2). */
abstract class CookieStoreContract {
    static final Duration WEEK = Duration.ofDays(7);
    static final CookieIdentity ALICE = new CookieIdentity(
            "realm1", "tenant7", "alice", "user", "ticket", "static", Map.of("shoe", 44L, "name", "Алиса"));

    final ManualClock clock = new ManualClock();

    abstract CookieStore open(int capacity) throws Exception;

    @Test
    void onlyWhatWasGivenOutIsKnown() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            assertThat(store.isKnown("a")).isTrue();
            assertThat(store.isKnown("b")).isFalse();
            assertThat(store.identity("a")).isEmpty();
        }
    }

    @Test
    void aCookieProvesWhoAuthenticatedOnIt() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            store.authenticate("a", ALICE);
            store.authenticate("never given out", ALICE);
            assertThat(store.identity("a")).contains(ALICE);
            assertThat(store.identity("never given out")).isEmpty();
        }
    }

    @Test
    void aRevokedCookieIsWorthNothing() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            store.authenticate("a", ALICE);
            store.revoke("a");
            store.authenticate("a", ALICE);
            assertThat(store.isKnown("a")).isFalse();
            assertThat(store.identity("a")).isEmpty();
        }
    }

    @Test
    void aCookieExpiresHoweverLateSomebodyAuthenticatedOnIt() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            clock.advance(Duration.ofDays(6));
            store.authenticate("a", ALICE);
            assertThat(store.identity("a")).contains(ALICE);
            clock.advance(Duration.ofDays(1));
            assertThat(store.identity("a")).isEmpty();
            assertThat(store.isKnown("a")).isFalse();
        }
    }

    @Test
    void nobodyIsPushedOutByThoseWhoOnlyConnect() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            store.authenticate("a", ALICE);
            for (int i = 0; i < 1_000; i++) {
                store.issue("visitor" + i);
            }
            long known = IntStream.range(0, 1_000)
                    .filter(i -> store.isKnown("visitor" + i))
                    .count();
            assertThat(known).isLessThanOrEqualTo(10);
            assertThat(store.identity("a")).contains(ALICE);
        }
    }
}
