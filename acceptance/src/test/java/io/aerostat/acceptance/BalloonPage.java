package io.aerostat.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page of the example in a browser, as a visitor sees and uses it. */
final class BalloonPage {

    private final ChromeDriver driver;

    BalloonPage(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Waits until {@code look} is true; {@code what} describes in failure texts what the page should show. */
    BalloonPage shows(String what, Duration deadline, BooleanSupplier look) {
        await(what).atMost(deadline).pollInterval(Duration.ofMillis(100)).until(look::getAsBoolean);
        return this;
    }

    /** Waits until both sessions are open and the hidden message is on the page. */
    BalloonPage isUp() {
        return shows("both sessions are connected", Duration.ofSeconds(60), this::connected)
                .shows("the hidden message", Duration.ofSeconds(60), () -> isShown("pop-result"));
    }

    boolean connected() {
        return text("#my-connection .connection-state").equals("connected")
                && text("#telemetry-connection .connection-state").equals("connected");
    }

    boolean isShown(String id) {
        return element("#" + id).isDisplayed();
    }

    boolean isEnabled(String id) {
        return element("#" + id).isEnabled();
    }

    /** Returns the visible text of the first element that a CSS selector finds. */
    String text(String selector) {
        return element(selector).getText();
    }

    /** Returns the number of elements that a CSS selector finds. */
    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    String result() {
        return text("#pop-result");
    }

    String phase() {
        return attribute("#phase", "data-phase");
    }

    /** Returns the altitude in metres; 0 while the page does not show an altitude. */
    int altitude() {
        String shown = text("#altitude").replace(",", "");
        return shown.matches("-?\\d+") ? Integer.parseInt(shown) : 0;
    }

    /** Returns the distance of the drawn instruments from the upper edge of the window. */
    double sondeTop() {
        return ((Number) run("return document.querySelector('.sonde .box').getBoundingClientRect().top")).doubleValue();
    }

    /** Returns the plot of one quantity as an image. */
    String plot(String quantity) {
        return (String) run("return document.querySelector('[data-of=\"" + quantity + "\"] canvas').toDataURL()");
    }

    List<String> log(String kind) {
        return driver.findElements(By.cssSelector("#log ." + kind)).stream()
                .map(WebElement::getText)
                .toList();
    }

    String background() {
        return (String) run("return getComputedStyle(document.body).backgroundColor");
    }

    /** Returns the number of pixels by which the page is wider than the window. */
    int horizontalOverflow() {
        return ((Number) run("return document.documentElement.scrollWidth - window.innerWidth")).intValue();
    }

    /** Clicks the first element that a CSS selector finds. */
    void press(String selector) {
        element(selector).click();
    }

    void click(String id) {
        element("#" + id).click();
    }

    void type(String id, String text) {
        WebElement field = element("#" + id);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses the option of a list that has this value. */
    void choose(String id, String value) {
        element("#" + id).findElements(By.tagName("option")).stream()
                .filter(option -> value.equals(option.getDomProperty("value")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("#" + id + " has no option " + value))
                .click();
    }

    /** Returns the id of the element that has the keyboard focus. */
    String focused() {
        return (String) run("return document.activeElement.id");
    }

    /** Presses the button of a user in the dialog. */
    void chooseUser(String user) {
        element("[data-user=" + user + "]").click();
    }

    void follow(String link) {
        driver.findElement(By.linkText(link)).click();
    }

    /** Checks whether an element does not extend beyond the right and lower edges of another element. */
    boolean isInside(String inner, String outer) {
        return (Boolean)
                run("const a = document.querySelector('" + inner + "'), b = document.querySelector('" + outer + "');"
                        + "return a.scrollWidth <= a.clientWidth"
                        + " && a.getBoundingClientRect().right <= b.getBoundingClientRect().right"
                        + " && a.getBoundingClientRect().bottom <= b.getBoundingClientRect().bottom;");
    }

    /** Returns the number of gaps in the plotted line of the altitude. */
    int gaps() {
        return Integer.parseInt(attribute("[data-of=altitude]", "data-gaps"));
    }

    void pop(String x, String y) {
        type("pop-x", x);
        type("pop-y", y);
        click("pop-button");
    }

    void signIn(String user, String secret) {
        type("sign-in-user", user);
        type("sign-in-secret", secret);
        click("sign-in-submit");
    }

    private String attribute(String selector, String name) {
        String value = element(selector).getDomAttribute(name);
        return value == null ? "" : value;
    }

    /** Runs a script in the page, and returns what it returns. Fails if that is null. */
    Object run(String script) {
        Object value = driver.executeScript(script);
        if (value == null) {
            throw new AssertionError("nothing came back from: " + script);
        }
        return value;
    }

    private WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }
}
