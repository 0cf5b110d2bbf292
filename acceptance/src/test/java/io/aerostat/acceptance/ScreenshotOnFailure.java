package io.aerostat.acceptance;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Saves a screenshot of the browser when a test has failed. */
final class ScreenshotOnFailure implements AfterTestExecutionCallback {

    private final Chromium browser;

    ScreenshotOnFailure(Chromium browser) {
        this.browser = browser;
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            browser.screenshot("failed-" + test.getRequiredTestMethod().getName());
        }
    }
}
