package io.aerostat.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tests the admin page of the balloon example in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPageIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** The authid of all anonymous sessions, which the page must show as text. */
    private static final String HOSTILE = "<img src=x onerror=\"document.title='run'\">";

    /** Secrets of users in the configuration of the example. */
    private static final String[] SECRETS = {"secret1", "secret2", "secret3", "123456"};

    private static final String POP = """
            {
              "type": "object",
              "properties": {
                "args": {"type": "array", "prefixItems": [{"type": "number"}, {"type": "number"}], "minItems": 2}
              }
            }
            """;

    private final BalloonExample example = BalloonExample.prepare(AdminPageIT::change);
    private final Chromium browser = Chromium.start();

    @RegisterExtension
    final ScreenshotOnFailure screenshots = new ScreenshotOnFailure(browser);

    private final RouterProcess router = example.start();

    /** Gives anonymous sessions a hostile name, and the procedure {@code pop} a contract that operators can try. */
    private static void change(ObjectNode config) {
        ((ObjectNode) config.at("/workers/0/transports/0/paths/ws/auth/anonymous")).put("authid", HOSTILE);
        ObjectNode realm = (ObjectNode) config.at("/workers/0/realms/0");
        realm.putObject("contracts")
                .putArray("schemas")
                .addObject()
                .put("uri", "com.balloon.pop")
                .put("call", schemaFile().toString());
        ObjectNode permission = ((ArrayNode) realm.at("/roles/4/permissions")).addObject();
        permission.put("uri", "com.balloon.pop").putObject("allow").put("call", true);
    }

    private static Path schemaFile() {
        try {
            Path folder = Files.createDirectories(Surroundings.output("admin-contracts"));
            return Files.writeString(folder.resolve("pop.json"), POP);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the schema", e);
        }
    }

    @BeforeAll
    void nodeIsUp() {
        BalloonFlies.awaitPop(example);
        // The node registers its management procedures last.
        Awaitility.await().atMost(SOON).until(() -> {
            BalloonPage page = open();
            signIn(page, "olga", "secret3");
            return shows(page, "an answer", () -> page.isShown("node") || page.isShown("problem"))
                    .isShown("node");
        });
    }

    @BeforeEach
    void desktopByDay() {
        browser.resize(1280, 1000, false);
        browser.prefer("light");
        browser.console();
    }

    @AfterAll
    void stop() {
        try (browser) {
            router.close();
        }
    }

    private BalloonPage open() {
        return browser.open(example.page().resolve("admin/"));
    }

    private BalloonPage signedIn() {
        BalloonPage page = open();
        signIn(page, "olga", "secret3");
        return shows(page, "the node", () -> page.isShown("node"));
    }

    private static void signIn(BalloonPage page, String user, String secret) {
        page.type("user", user);
        page.type("secret", secret);
        page.click("sign-in-submit");
    }

    private static BalloonPage shows(BalloonPage page, String what, BooleanSupplier look) {
        return page.shows(what, SOON, look);
    }

    @Test
    void showsTheNodeToAnOperator() {
        BalloonPage page = signedIn();

        shows(page, "the realm", () -> page.text("#view").contains("realm1"));
        shows(page, "rates", () -> page.text("#view").contains("all "));
        shows(page, "limits", () -> page.text("#view").contains("sessions: "));
        assertThat(page.text("#state")).isEqualTo("olga (operator)");
        browser.screenshot("admin-overview");
        page.click("tab-procedures");
        shows(page, "the tree", () -> page.text("#view").contains("com"));
        page.click("tab-configuration");
        shows(page, "the configuration", () -> page.text("#view").contains("\"version\": 2"));
        assertThat(page.text("#view")).contains("(secret)").doesNotContain("secret2");
        assertThat(browser.console())
                .as("no violation of the page's policy, and no error")
                .noneMatch(line -> line.getLevel().intValue() >= Level.SEVERE.intValue());
    }

    @Test
    void aWrongPasswordIsRefused() {
        BalloonPage page = open();

        signIn(page, "olga", "wrong");

        shows(page, "the refusal", () -> page.isShown("problem"));
        assertThat(page.text("#problem")).contains("refused “olga”: the user or the password is wrong");
        assertThat(page.isShown("node")).isFalse();
    }

    @Test
    void aUserWithoutTheRoleIsRefused() {
        BalloonPage page = open();

        signIn(page, "ingemar", "123456");

        shows(page, "the refusal", () -> page.isShown("problem"));
        assertThat(page.text("#problem")).contains("(role “balloonpopper”) has no permission to call aerostat.node.");
        assertThat(page.isShown("node")).isFalse();
        browser.screenshot("admin-refused");
    }

    @Test
    void endsASession() {
        BalloonPage page = signedIn();
        page.click("tab-sessions");
        shows(page, "the balloon's session", () -> page.text("#view").contains("karina"));
        page.type("filter-authid", "karina");
        page.click("filter");
        shows(page, "one session", () -> page.text("#session-count").equals("1–1 of 1 sessions"));
        String session = page.text("[data-session] td");
        browser.screenshot("admin-sessions");

        page.press("[data-session] button");
        assertThat(page.text("#confirm-text")).contains(session).contains("karina");
        page.click("confirm-no");
        assertThat(page.isShown("confirm")).isFalse();
        assertThat(page.text("[data-session] td")).isEqualTo(session);
        page.press("[data-session] button");
        page.click("confirm-yes");

        shows(page, "that it has ended", () -> !page.text("#view").contains(session));
    }

    @Test
    void aHostileNameIsShownAsText() {
        try (RawPeer peer = example.peer()) {
            peer.join(BalloonExample.HELLO);
            BalloonPage page = signedIn();
            page.click("tab-sessions");
            shows(page, "the name", () -> page.text("#view").contains(HOSTILE));
            page.press("[data-session=\"" + peer.session() + "\"] button");

            assertThat(page.text("#confirm-text")).contains(HOSTILE);
            assertThat(page.title()).isEqualTo("Aerostat admin");
            page.click("confirm-no");
        }
    }

    @Test
    void showsContractsAndTriesACall() {
        browser.resize(360, 740, true);
        browser.prefer("dark");
        BalloonPage page = signedIn();
        page.click("tab-contracts");
        shows(page, "the contracts", () -> page.text("#view").contains("com.balloon.pop"));
        page.press("#view li button");
        shows(page, "the contract", () -> page.text("#contract").contains("args[0] number"));
        assertThat(page.text("#contract h2")).isEqualTo("com.balloon.pop");

        page.type("try-0", "near");
        page.type("try-1", "2");
        page.click("try-submit");
        shows(page, "the fault of the form", () -> page.isShown("problem"));
        assertThat(page.text("#problem")).contains("args[0]: found something else (expected a value in JSON)");
        page.type("try-0", "\"near\"");
        page.click("try-submit");
        shows(page, "the router's refusal", () -> page.text("#try-outcome").startsWith("error: "));
        assertThat(page.text("#try-outcome"))
                .contains("wamp.error.invalid_argument", "args[0]: found", "(expected a number)");
        page.type("try-0", "1e6");
        page.click("try-submit");
        shows(page, "the result", () -> page.text("#try-outcome").startsWith("result: "));
        assertThat(page.isShown("problem")).isFalse();
        assertThat(page.horizontalOverflow()).isZero();
        browser.screenshot("admin-contracts-phone-dark");
    }

    @Test
    void startsAWorkerAgain() {
        BalloonPage page = signedIn();
        page.click("tab-workers");
        String row = "[data-worker=\"container balloon\"]";
        shows(page, "the balloon", () -> page.text("#view").contains("container balloon"));
        int starts = Integer.parseInt(page.text(row + " td:nth-child(3)"));

        page.press(row + " button:not(.danger)");
        shows(page, "its lines", () -> page.text("#view pre").contains("balloon"));
        page.press(row + " button.danger");
        page.click("confirm-yes");

        shows(
                page,
                "another start",
                () -> page.text(row).contains("in service")
                        && Integer.parseInt(page.text(row + " td:nth-child(3)")) > starts);
    }

    @Test
    void isLightOrDarkAndFitsOnAPhone() {
        browser.resize(360, 740, true);
        BalloonPage page = signedIn();
        String light = page.background();
        page.click("tab-sessions");
        shows(page, "sessions", () -> page.text("#view").contains("olga"));
        assertThat(page.horizontalOverflow()).isZero();
        browser.screenshot("admin-phone");

        browser.prefer("dark");
        shows(page, "the dark", () -> !page.background().equals(light));
        page.click("theme");
        shows(page, "light on request", () -> page.background().equals(light));
        page.click("theme");
        shows(page, "dark on request", () -> !page.background().equals(light));
        browser.screenshot("admin-phone-dark");
        page.click("theme");
    }

    @Test
    void theFilesHoldNoSecretsAndForbidEmbedding() throws Exception {
        for (String file : new String[] {"", "settings.json", "js/main.js", "admin.css"}) {
            HttpURLConnection answer = (HttpURLConnection)
                    example.page().resolve("admin/" + file).toURL().openConnection();
            assertThat(answer.getResponseCode()).isEqualTo(200);
            assertThat(answer.getHeaderField("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.getHeaderField("Access-Control-Allow-Origin")).isNull();
            try (InputStream body = answer.getInputStream()) {
                assertThat(new String(body.readAllBytes(), UTF_8))
                        .as("the content of admin/%s", file)
                        .isNotBlank()
                        .doesNotContain(SECRETS);
            }
        }
        for (String file : new String[] {"../config.json", "js/none.js", "%2e%2e/admin.class", "lib"}) {
            HttpURLConnection answer = (HttpURLConnection) example.page()
                    .resolve("admin/")
                    .toURL()
                    .toURI()
                    .resolve(file)
                    .toURL()
                    .openConnection();
            assertThat(answer.getResponseCode()).isNotEqualTo(200);
        }
    }
}
