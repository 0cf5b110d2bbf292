package io.aerostat.router.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.time.RouterClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that {@link FileCookieStore} fulfils the contract, and that its cookies outlive the store object. */
class FileCookieStoreTest extends CookieStoreContract {
    @TempDir
    private Path folder;

    private final ManualClock wall = new ManualClock();

    private Path file() {
        return folder.resolve("data/cookies");
    }

    @Override
    CookieStore open(int capacity) throws IOException {
        return FileCookieStore.open(file(), WEEK, capacity, false, new RouterClock(wall, clock::steadyNanos));
    }

    @Test
    @Conformance("COO-1")
    void cookiesSurviveARestart() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("visitor");
            store.issue("a");
            store.authenticate("a", ALICE);
            store.issue("b");
            store.authenticate("b", ALICE);
            store.revoke("b");
        }
        try (CookieStore store = open(10)) {
            assertThat(store.isKnown("visitor")).isTrue();
            assertThat(store.identity("a")).contains(ALICE);
            assertThat(store.isKnown("b")).isFalse();
            clock.advance(WEEK);
            assertThat(store.isKnown("a")).isFalse();
        }
    }

    @Test
    void cookiesOfCrossbarAreTakenOver() throws Exception {
        String created = wall.instant().toString();
        String record = """
            {"cbtid": "%s", "status": "%s", "created": "CREATED", "modified": null, "deleted": null, \
            "max_age": 86400, "authid": %s, "authrole": "user", "authmethod": "%s", "authrealm": "realm1", \
            "authextra": {"x_cb_pid": 5, "a": 1}}
            """.replace("CREATED", created);
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                file(),
                record.formatted("joe-cookie", "created", "null", "ticket")
                        + record.formatted("joe-cookie", "modified", "\"joe\"", "ticket")
                        + record.formatted("visitor", "modified", "\"XYZ\"", "anonymous")
                        + record.formatted("gone", "modified", "\"joe\"", "ticket")
                        + record.formatted("gone", "deleted", "\"joe\"", "ticket"));

        try (CookieStore store = open(10)) {
            assertThat(store.identity("joe-cookie"))
                    .contains(new CookieIdentity(null, "realm1", "joe", "user", "ticket", "static", Map.of("a", 1L)));
            assertThat(store.isKnown("visitor")).isTrue();
            assertThat(store.identity("visitor")).isEmpty();
            assertThat(store.isKnown("gone")).isFalse();
            pass(Duration.ofDays(1));
            assertThat(store.isKnown("joe-cookie")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1_000, 1_000})
    void aJumpOfTheTimeOfDayNeitherEndsNorProlongsACookie(int days) throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            store.authenticate("a", ALICE);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(file()).contains("alice"));
            pass(Duration.ofDays(3));
            wall.advance(Duration.ofDays(days));
            assertThat(store.identity("a")).contains(ALICE);
        }
        try (CookieStore store = open(10)) {
            pass(Duration.ofDays(3));
            assertThat(store.identity("a")).contains(ALICE);
            pass(Duration.ofDays(1));
            assertThat(store.isKnown("a")).isFalse();
        }
    }

    @Test
    void aCookieFromALaterClockLastsNoLongerThanANewCookie() throws Exception {
        wall.advance(Duration.ofDays(1_000));
        try (CookieStore store = open(10)) {
            store.issue("a");
        }
        wall.advance(Duration.ofDays(-1_000));
        try (CookieStore store = open(10)) {
            assertThat(store.isKnown("a")).isTrue();
            pass(WEEK);
            assertThat(store.isKnown("a")).isFalse();
        }
    }

    private void pass(Duration time) {
        clock.advance(time);
        wall.advance(time);
    }

    @Test
    void aStartMayPurge() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
        }
        try (CookieStore store =
                FileCookieStore.open(file(), WEEK, 10, true, new RouterClock(wall, clock::steadyNanos))) {
            assertThat(store.isKnown("a")).isFalse();
        }
        assertThat(file()).isEmptyFile();
    }

    @Test
    void theFileHoldsNoCookieThatWouldLetAnybodyIn() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("the-value-of-a-cookie");
            store.authenticate("the-value-of-a-cookie", ALICE);
        }
        assertThat(file()).content().contains("alice").doesNotContain("the-value-of-a-cookie");
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void linesThatAreNoneAreLeftOut() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            store.authenticate("a", ALICE);
        }
        byte[] cutOff = {'\n', '{', '"', 'c', 'o', 'o', (byte) 0xC3, '\n', '\n', '[', ']', '\n', '{', '}'};
        Files.write(file(), cutOff, StandardOpenOption.APPEND);
        Files.writeString(
                file(), "\n{\"cookie\":\"b\",\"expires\":\"" + Instant.MAX + "\"}\n", StandardOpenOption.APPEND);
        try (CookieStore store = open(10)) {
            assertThat(store.identity("a")).contains(ALICE);
        }
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void anIdentityThatJsonCannotExpressIsForgottenAlone() throws Exception {
        CookieIdentity odd = new CookieIdentity(
                null, "realm1", "bob", "user", "ticket", "dynamic", Map.of("x", Double.POSITIVE_INFINITY));
        try (CookieStore store = open(10)) {
            store.issue("odd");
            store.authenticate("odd", odd);
            assertThat(store.identity("odd")).contains(odd);
            store.issue("a");
            store.authenticate("a", ALICE);
        }
        try (CookieStore store = open(10)) {
            assertThat(store.identity("odd")).isEmpty();
            assertThat(store.identity("a")).contains(ALICE);
        }
    }

    @Test
    void theFileDoesNotGrowForEver() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            for (int i = 0; i < 30_000; i++) {
                store.issue("visitor" + i);
                if (i % 100 == 0) {
                    // Revokes one cookie at a time, so that each change is written separately.
                    store.revoke("visitor" + i);
                }
            }
        }
        assertThat(Files.readAllLines(file())).hasSizeLessThan(11_000);
    }

    @Test
    void aFileHasOneUser() throws Exception {
        CookieStore store = open(10);
        assertThatThrownBy(() -> open(10)).isInstanceOf(IOException.class).hasMessage("another router uses it");
        store.close();
        open(10).close();
    }

    @Test
    void aFolderIsNoFile() throws Exception {
        Files.createDirectories(file().resolve("full"));
        assertThatThrownBy(() -> open(10)).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsWrittenDoesNotWaitForTheEnd() throws Exception {
        try (CookieStore store = open(10)) {
            store.issue("a");
            store.authenticate("a", ALICE);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(file()).contains("alice"));
        }
    }
}
