package io.aerostat.node.run;

import io.aerostat.node.config.Origin;
import java.util.List;

/** Thrown when the node cannot be started. Each reason names a place in the configuration. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    /**
     * One reason for the failure.
     *
     * @param origin the place of the cause in the configuration
     * @param message the cause in words: what was found, and what was expected
     */
    record Reason(Origin origin, String message) {}

    StartFailure(List<Reason> reasons) {
        super(String.join("; ", reasons.stream().map(Reason::message).toList()));
        this.reasons = List.copyOf(reasons);
    }

    /** Returns a failure with one reason. */
    static StartFailure of(Origin origin, String message) {
        return new StartFailure(List.of(new Reason(origin, message)));
    }

    /** Returns lines for the user: {@code file:line:column: path: message}. */
    public List<String> lines(String file) {
        return reasons.stream()
                .map(reason -> reason.origin.line(file, reason.message))
                .toList();
    }
}
