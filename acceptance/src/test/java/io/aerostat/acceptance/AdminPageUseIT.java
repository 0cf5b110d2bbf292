package io.aerostat.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Uses the admin page of a node with thousands of sessions, with the keyboard alone, and with each way to sign in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPageUseIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SESSIONS = 3000;

    /** The handshake of RawSocket for JSON, with messages of at most 16 MiB. */
    private static final byte[] HANDSHAKE = {0x7f, (byte) 0xf1, 0, 0};

    /** The bits of the serializer in the second byte of a handshake; zero in a refusal. */
    private static final int SERIALIZER = 0x0f;

    /** Makes the timer that refreshes the page a function, {@code window.tick}, which the test calls. */
    private static final String TIMER_AS_FUNCTION =
            "window.setInterval = (refresh) => { window.tick = refresh; return 0; };";

    private static final String CONFIGURATION = """
            {"version": 2, "controller": {"management": {"realm": "ops"}}, "workers": [{"type": "router",
              "realms": [
                {"name": "ops", "roles": [{"name": "operator",
                  "permissions": [{"uri": "aerostat.node.", "match": "prefix", "allow": {"call": true}}]}]},
                {"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
              "transports": [
                {"type": "web", "id": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {"/": {"type": "nodeinfo"}, "admin": {"type": "admin", "websocket": "ws"},
                   "ws": {"type": "websocket", "auth": {
                     "scram": {"type": "static", "principals": {%s, %s}},
                     "wampcra": {"type": "static", "users": {"olga": {"secret": "secret1", "role": "operator"}}},
                     "ticket": {"type": "static", "principals": {"tim": {"ticket": "secret2", "role": "operator"}}}
                   }}}},
                {"type": "rawsocket", "id": "raw", "serializers": ["json"],
                 "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}}]}]}""";

    private final Chromium browser = Chromium.start();

    @RegisterExtension
    final ScreenshotOnFailure screenshots = new ScreenshotOnFailure(browser);

    private final List<SocketChannel> peers = new ArrayList<>();
    private RouterProcess router;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        String configuration = CONFIGURATION.formatted(
                user("petra", "pbkdf2", ScramCost.pbkdf2(4096)),
                user("arne", "argon2id-13", ScramCost.argon2id(1, 16 * 1024)));
        router = RouterProcess.startWhole(Files.writeString(folder.resolve("config.json"), configuration));
        for (int i = 0; i < SESSIONS; i++) {
            peers.add(join());
        }
        await().atMost(SOON).until(() -> {
            BalloonPage page = open();
            signIn(page, "wampcra", "olga", "secret1");
            return page.shows("an answer", SOON, () -> page.isShown("node") || page.isShown("problem"))
                    .isShown("node");
        });
    }

    private static String user(String name, String kdf, ScramCost cost) {
        ScramCredential credential = ScramCredential.create("secret3", cost);
        HexFormat hex = HexFormat.of();
        String memory = cost.memory() == 0 ? "" : "\"memory\": " + cost.memory() + ", ";
        return """
                "%s": {"kdf": "%s", "iterations": %d, %s"salt": "%s", "stored-key": "%s", "server-key": "%s",
                  "role": "operator"}""".formatted(
                        name,
                        kdf,
                        cost.iterations(),
                        memory,
                        hex.formatHex(credential.salt()),
                        hex.formatHex(credential.storedKey()),
                        hex.formatHex(credential.serverKey()));
    }

    /** Joins over RawSocket. Tries again while the router admits no more newcomers. */
    private SocketChannel join() throws IOException {
        Optional<SocketChannel> peer = tryToJoin();
        return peer.isPresent()
                ? peer.get()
                : await().atMost(SOON)
                        .until(this::tryToJoin, Optional::isPresent)
                        .orElseThrow();
    }

    /** Opens a RawSocket connection, and sends HELLO; empty if the handshake is refused. WELCOME is never read. */
    private Optional<SocketChannel> tryToJoin() throws IOException {
        SocketChannel peer = SocketChannel.open(new InetSocketAddress("127.0.0.1", router.port("raw")));
        peer.write(ByteBuffer.wrap(HANDSHAKE));
        ByteBuffer answer = ByteBuffer.allocate(HANDSHAKE.length);
        while (answer.hasRemaining() && peer.read(answer) >= 0) {
            continue;
        }
        boolean isAccepted = !answer.hasRemaining() && (answer.get(1) & SERIALIZER) != 0;
        if (!isAccepted) {
            peer.close();
            return Optional.empty();
        }
        byte[] hello = "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]".getBytes(UTF_8);
        peer.write(ByteBuffer.allocate(Integer.BYTES + hello.length)
                .putInt(hello.length)
                .put(hello)
                .flip());
        return Optional.of(peer);
    }

    @AfterAll
    void stop() throws IOException {
        for (SocketChannel peer : peers) {
            peer.close();
        }
        try (browser) {
            router.close();
        }
    }

    @BeforeEach
    void desktop() {
        browser.resize(1280, 1000, false);
    }

    private BalloonPage open() {
        return browser.open(URI.create("http://127.0.0.1:" + router.port("web") + "/admin/"));
    }

    private static void signIn(BalloonPage page, String methods, String user, String secret) {
        page.type("user", user);
        page.type("secret", secret);
        page.press("summary");
        page.choose("method", methods);
        page.click("sign-in-submit");
    }

    private static void shows(BalloonPage page, String what, BooleanSupplier look) {
        page.shows(what, SOON, look);
    }

    @ParameterizedTest
    @CsvSource({
        "wamp-scram wampcra ticket, petra, secret3",
        "wamp-scram, arne, secret3",
        "wampcra, olga, secret1",
        "ticket, tim, secret2"
    })
    void signsInByEachMethodWithAPassword(String methods, String user, String secret) {
        BalloonPage page = open();

        signIn(page, methods, user, secret);

        shows(page, "the node", () -> page.isShown("node"));
        assertThat(page.text("#state")).isEqualTo(user + " (operator)");
    }

    @Test
    void aWrongPasswordIsRefusedWithTheMethodThatWasUsed() {
        BalloonPage page = open();

        signIn(page, "wamp-scram wampcra ticket", "petra", "secret4");

        shows(page, "the refusal", () -> page.isShown("problem"));
        assertThat(page.text("#problem"))
                .contains("refused “petra”: the user or the password is wrong (by wamp-scram).");
    }

    @Test
    void goesThroughThousandsOfSessionsInPages() {
        BalloonPage page = openSessions();
        String first = page.text("[data-session] td");
        assertThat(page.isEnabled("previous-page")).isFalse();

        for (int i = 1; i < SESSIONS / 100; i++) {
            String count = "%d–%d of 3000 sessions".formatted(100 * i + 1, 100 * i + 100);
            page.click("next-page");
            shows(page, count, () -> page.text("#session-count").equals(count));
        }

        assertThat(page.isEnabled("next-page")).isFalse();
        assertThat(page.text("[data-session] td")).isNotEqualTo(first);
        assertThat(page.horizontalOverflow()).isZero();
        browser.screenshot("admin-many-sessions");
        page.type("filter-search", first);
        page.click("filter");
        shows(
                page,
                "the session of the first page",
                () -> page.text("#session-count").equals("1–1 of 1 sessions"));
        assertThat(page.text("[data-session] td")).isEqualTo(first);
    }

    /** Signs in, and opens the first page of the realm with thousands of sessions. */
    private BalloonPage openSessions() {
        BalloonPage page = open();
        signIn(page, "wampcra", "olga", "secret1");
        shows(page, "the node", () -> page.isShown("node"));
        page.click("tab-sessions");
        shows(page, "the realms", () -> page.text("#view").contains("realm1"));
        page.choose("realm", "{\"realm\":\"realm1\",\"router\":\"worker001\"}");
        shows(page, "the first page", () -> page.text("#session-count").equals("1–100 of 3000 sessions"));
        return page;
    }

    @Test
    void aRefreshKeepsTheChosenPageAndItsFilters() throws IOException {
        try (Closeable script = browser.beforeEachPage(TIMER_AS_FUNCTION)) {
            BalloonPage page = openSessions();
            for (int i = 1; i <= 3; i++) {
                page.run("document.getElementById('next-page').click(); window.tick(); return true");
                String count = "%d–%d of 3000 sessions".formatted(100 * i + 1, 100 * i + 100);
                shows(page, count, () -> page.text("#session-count").equals(count));
            }
            String first = page.text("[data-session] td");

            page.type("filter-search", "not submitted yet");
            page.run("window.tick(); document.getElementById('previous-page').click(); return true");
            shows(page, "the page before", () -> page.text("#session-count").equals("201–300 of 3000 sessions"));
            page.click("next-page");
            shows(page, "the page again", () -> page.text("#session-count").equals("301–400 of 3000 sessions"));
            assertThat(page.text("[data-session] td")).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"procedures", "topics", "contracts"})
    void showsOnlyTheRealmThatWasChosenLast(String part) {
        BalloonPage page = open();
        signIn(page, "wampcra", "olga", "secret1");
        shows(page, "the node", () -> page.isShown("node"));
        page.click("tab-" + part);
        shows(page, "the realms", () -> page.text("#view").contains("realm1"));

        page.run("""
                const realm = document.getElementById('realm');
                for (const index of [1, 0, 1, 0, 1]) {
                  realm.selectedIndex = index;
                  realm.dispatchEvent(new Event('change'));
                }
                return true;""");

        shows(page, "an answer", () -> page.count("#view p.quiet") > 0);
        assertThat(page.count("#view p.quiet, #view ul")).isOne();
    }

    @Test
    void worksWithTheKeyboardAlone() {
        BalloonPage page = open();
        // The cursor is in the first field, and Enter sends the form.
        browser.keys("olga", Keys.TAB, "secret1", Keys.TAB, Keys.ENTER, Keys.TAB);
        assertThat(page.focused()).isEqualTo("method");
        page.choose("method", "wampcra");
        browser.keys(Keys.TAB);
        assertThat(page.focused()).isEqualTo("sign-in-submit");
        browser.keys(Keys.ENTER);
        shows(page, "the node", () -> page.isShown("node"));

        browser.keys(Keys.TAB, Keys.TAB);
        assertThat(page.focused()).as("the second part").isEqualTo("tab-sessions");
        browser.keys(Keys.ENTER);
        shows(page, "the sessions", () -> page.text("#view").contains("olga"));
        assertThat(page.focused()).as("the tab keeps the focus").isEqualTo("tab-sessions");
        browser.keys(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB);
        assertThat(page.focused()).isEqualTo("realm");
        browser.keys("realm1");
        shows(page, "the realm", () -> page.text("#session-count").contains("of 3000"));
        String session = page.text("[data-session] td");
        browser.keys(Keys.TAB, session, Keys.ENTER);
        shows(page, "one session", () -> page.text("#session-count").equals("1–1 of 1 sessions"));

        browser.keys(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER);
        assertThat(page.focused())
                .as("the dialog begins on the harmless button")
                .isEqualTo("confirm-no");
        browser.keys(Keys.ESCAPE);
        shows(page, "the dialog closed by Escape", () -> !page.isShown("confirm"));
        browser.keys(Keys.ENTER, Keys.ENTER);
        shows(page, "the dialog closed by Enter on Cancel", () -> !page.isShown("confirm"));
        assertThat(page.text("#session-count")).isEqualTo("1–1 of 1 sessions");
        browser.keys(Keys.ENTER, Keys.TAB);
        assertThat(page.focused()).isEqualTo("confirm-yes");
        peers.add(joined());
        browser.keys(Keys.ENTER);
        shows(page, "that it has ended", () -> page.text("#session-count").equals("0–0 of 0 sessions"));
    }

    /** Joins one more session, in place of the one that a test ends. */
    private SocketChannel joined() {
        try {
            return join();
        } catch (IOException e) {
            throw new AssertionError("a peer cannot connect", e);
        }
    }
}
