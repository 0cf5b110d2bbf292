package io.aerostat.router.session;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits for the outbound queues of a role's sessions, which replace the limits of the transport.
 *
 * @param budget the outbound budget in bytes; empty for the transport's budget
 * @param slowConsumer the treatment of slow consumers; empty for the transport's treatment
 */
public record OutboundOptions(OptionalLong budget, Optional<SlowConsumer> slowConsumer) {
    /** Options that keep the budget and the treatment of the transport. */
    public static final OutboundOptions OF_TRANSPORT = new OutboundOptions(OptionalLong.empty(), Optional.empty());

    public OutboundOptions {
        if (budget.isPresent() && budget.getAsLong() < 1) {
            throw new IllegalArgumentException("budget: found " + budget.getAsLong() + " (expected at least 1)");
        }
    }
}
