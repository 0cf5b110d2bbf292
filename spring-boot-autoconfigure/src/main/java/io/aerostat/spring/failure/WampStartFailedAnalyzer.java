package io.aerostat.spring.failure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link WampStartFailed} as Spring Boot shows failures to start. */
final class WampStartFailedAnalyzer extends AbstractFailureAnalyzer<WampStartFailed> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WampStartFailed cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
