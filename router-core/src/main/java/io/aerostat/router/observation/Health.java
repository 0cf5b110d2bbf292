package io.aerostat.router.observation;

import java.util.List;

/**
 * The readiness of a router for new clients.
 *
 * @param reasons why the router should not get new clients; empty if it should
 */
public record Health(List<NotReady> reasons) {
    public Health {
        reasons = List.copyOf(reasons);
    }

    /** Checks whether the router should get new clients. */
    public boolean isReady() {
        return reasons.isEmpty();
    }

    /** Returns the state in one word: {@code ready}, {@code draining}, {@code starting} or {@code unavailable}. */
    public String word() {
        if (isReady()) {
            return "ready";
        }
        if (has(NotReady.Kind.DRAINING)) {
            return "draining";
        }
        return has(NotReady.Kind.STARTING) ? "starting" : "unavailable";
    }

    private boolean has(NotReady.Kind kind) {
        return reasons.stream().anyMatch(reason -> reason.kind() == kind);
    }
}
