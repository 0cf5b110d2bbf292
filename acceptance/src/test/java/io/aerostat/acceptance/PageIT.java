package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.logging.LogEntry;

/** Tests the page in a real browser, with the real router and the balloon in its container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** A time longer than a whole flight of the balloon, from one launch to the next. */
    private static final Duration A_FLIGHT = Duration.ofSeconds(90);

    private final BalloonExample example = BalloonExample.prepare();
    private final Chromium browser = Chromium.start();

    @RegisterExtension
    final ScreenshotOnFailure screenshots = new ScreenshotOnFailure(browser);

    private RouterProcess router = example.start();

    @BeforeAll
    void balloonFlies() {
        BalloonFlies.awaitPop(example);
    }

    @BeforeEach
    void desktopByDay() {
        browser.resize(1280, 1250, false);
        browser.prefer("light");
        browser.console();
    }

    @AfterAll
    void stop() {
        try (browser) {
            router.close();
        }
    }

    @Test
    void showsTheSumAndWhoIAm() {
        BalloonPage page = browser.open(example.page()).isUp();

        assertThat(page.result()).isEqualTo("74");
        assertThat(page.text("#pop-sum")).isEqualTo("56 + 18");
        assertThat(page.isShown("pop-button")).isTrue();
        assertThat(page.text("#pop-status")).contains("popped the balloon when it loaded");
        assertThat(page.text("#user")).isEqualTo("ingemar");
        assertThat(page.text("#authid")).isEqualTo("ID09125");
        assertThat(page.text("#role")).isEqualTo("balloonpopper");
        page.shows("telemetry", SOON, () -> !page.phase().equals("unknown"))
                .shows("that time runs faster", SOON, () -> page.isShown("pace"));
        assertThat(page.text("#pace")).isEqualTo("time-lapse: 60 × real time");
        browser.screenshot("page-light");
    }

    @Test
    void theLogExplainsTheTwoDenialsAndHasNoOtherError() {
        BalloonPage page = browser.open(example.page()).isUp();
        page.shows("telemetry", SOON, () -> !page.phase().equals("unknown"));

        assertThat(page.log("denied"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("denied, as it should be: ingemar may not subscribe to com.example.oncounter")
                                .contains("wamp.error.not_authorized"),
                        line -> assertThat(line)
                                .contains("denied, as it should be: ingemar may not register com.example.mul2")
                                .contains("wamp.error.not_authorized"));
        assertThat(page.log("failed")).isEmpty();
        List<LogEntry> console = browser.console();
        assertThat(console)
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.getMessage()).contains("denied, as it should be"));
        assertThat(console)
                .anySatisfy(entry -> assertThat(entry.getMessage()).contains("com.balloon.pop(56, 18) = 74"));
    }

    @Test
    void thePlotsAndTheBalloonMove() {
        BalloonPage page = browser.open(example.page()).isUp();
        page.shows("a flying balloon", A_FLIGHT, () -> page.phase().equals("ascending") && page.altitude() > 300);
        String temperature = page.plot("temperature");
        String altitude = page.plot("altitude");
        double sonde = page.sondeTop();

        page.shows(
                        "other plots",
                        SOON,
                        () -> !page.plot("temperature").equals(temperature)
                                && !page.plot("altitude").equals(altitude))
                .shows("a higher balloon", SOON, () -> page.sondeTop() < sonde - 5);
    }

    @Test
    void popMakesItFallAndItFliesAgain() {
        BalloonPage page = browser.open(example.page()).isUp();
        page.shows("a balloon that is up", A_FLIGHT, () -> page.phase().equals("ascending") && page.altitude() > 2_000);
        int height = page.altitude();
        double sonde = page.sondeTop();

        page.pop("1.5", "2.25");

        page.shows("the other sum", SOON, () -> page.result().equals("3.75"))
                .shows("falling", SOON, () -> page.phase().equals("falling"));
        browser.screenshot("page-popped");
        page.shows("a lower balloon", SOON, () -> page.altitude() < height && page.sondeTop() > sonde)
                .shows("landed", A_FLIGHT, () -> page.phase().equals("landed"));
        browser.screenshot("page-landed");
        page.shows("flying again", A_FLIGHT, () -> page.phase().equals("ascending"));
    }

    @Test
    void signsInAsAnotherUser() {
        BalloonPage page = browser.open(example.page()).isUp();
        page.click("sign-in-open");

        page.signIn("karina", "wrong");
        page.shows("the refusal", SOON, () -> page.isShown("sign-in-problem"));
        assertThat(page.text("#sign-in-problem"))
                .contains("refused “karina”: the secret is wrong.")
                .contains("wamp.error.not_authorized");
        assertThat(page.text("#user")).isEqualTo("ingemar");

        page.signIn("nobody", "secret");
        page.shows(
                "the other refusal", SOON, () -> page.text("#sign-in-problem").contains("com.example.no_such_user"));
        assertThat(page.text("#sign-in-problem"))
                .contains("refused “nobody”: there is no such user.")
                .contains("no such user nobody");
        browser.screenshot("page-refused");

        page.signIn("karina", "secret2");
        page.shows("another user", SOON, () -> page.text("#user").equals("karina"));
        assertThat(page.text("#role")).isEqualTo("backend");
        assertThat(page.isShown("sign-in")).isFalse();
        page.shows("no right to pop", SOON, () -> page.text("#pop-status").contains("Only role balloonpopper"));
        assertThat(page.isEnabled("pop-button")).isFalse();

        page.click("sign-in-open");
        page.signIn("anohni", "secret1");
        page.shows(
                "a user with a salted secret", SOON, () -> page.text("#authid").equals("anohni"));
    }

    @ParameterizedTest
    @CsvSource({"ingemar, balloonpopper", "karina, backend", "anohni, authenticator"})
    void showsTheUsersOfTheExampleAndFillsInTheirSecrets(String user, String role) {
        BalloonPage page = browser.open(example.page()).isUp();

        page.click("sign-in-open");
        page.chooseUser(user);
        page.click("sign-in-submit");

        page.shows("that the dialog is over", SOON, () -> !page.isShown("sign-in"));
        assertThat(page.text("#user")).isEqualTo(user);
        assertThat(page.text("#role")).isEqualTo(role);
    }

    @Test
    void anOutageBreaksThePlottedLines() {
        BalloonPage page = browser.open(example.page()).isUp();
        page.shows("telemetry", SOON, () -> !page.phase().equals("unknown"));
        assertThat(page.gaps()).isZero();

        router.close();
        page.shows("that readings are missing", SOON, () -> page.text("#age").matches("([6-9]|\\d\\d+) s ago"));
        router = example.start();

        page.shows("new telemetry", SOON, () -> page.text("#age").equals("live"));
        assertThat(page.gaps()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package.json",
                "pom.xml",
                "page/index.html",
                "node_modules/uplot/package.json",
                "test/link.test.js"
            })
    void servesNothingButThePage(String file) throws Exception {
        HttpURLConnection answer =
                (HttpURLConnection) example.page().resolve(file).toURL().openConnection();

        assertThat(answer.getResponseCode()).isEqualTo(404);
    }

    @Test
    void leadsToAComponentOfOnesOwn() {
        BalloonPage page = browser.open(example.page()).isUp();

        page.follow("Write your own component");

        page.shows("the other page", SOON, () -> page.text("h1").equals("Write your own component"));
        assertThat(page.horizontalOverflow()).isZero();
    }

    @Test
    void isLightOrDarkAsTheSystemIsUntilToldOtherwise() {
        BalloonPage page = browser.open(example.page()).isUp();
        String light = page.background();

        browser.prefer("dark");
        page.shows("the dark", SOON, () -> !page.background().equals(light));
        browser.screenshot("page-dark");

        page.click("theme");
        page.shows("light on request", SOON, () -> page.background().equals(light));
        page.click("theme");
        browser.prefer("light");
        assertThat(page.background()).isNotEqualTo(light);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360})
    void fitsOnAPhone(int width) {
        browser.resize(width, 740, true);
        BalloonPage page = browser.open(example.page()).isUp();
        page.shows("telemetry", SOON, () -> !page.phase().equals("unknown"));

        assertThat(page.horizontalOverflow()).isZero();
        assertThat(page.isInside("#age", ".sky-facts")).isTrue();
        browser.screenshot("page-phone-" + width);
        browser.resize(width, 2400, true);
        browser.screenshot("page-phone-whole-" + width);
    }

    @Test
    void comesBackWhenTheRouterIsRestarted() {
        BalloonPage page = browser.open(example.page()).isUp();

        router.close();
        page.shows("that the router is gone", SOON, () -> !page.connected() && !page.isEnabled("pop-button"));
        browser.screenshot("page-router-gone");
        router = example.start();
        page.shows("that it is back", SOON, page::connected);
        BalloonFlies.awaitPop(example);

        page.pop("20", "22");
        page.shows("an answer of the new balloon", SOON, () -> page.result().equals("42"))
                .shows("new telemetry", SOON, () -> page.text("#age").equals("live"));
        assertThat(browser.console())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .as("nothing but what the browser itself says of failed attempts")
                .allSatisfy(entry -> assertThat(entry.getMessage()).contains("WebSocket connection to"));
    }
}
