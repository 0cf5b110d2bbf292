package io.aerostat.router.session;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bounds of the outbound queues of a role's sessions, in place of those of the transport.
 *
 * @param budget bytes that may be queued for a client; empty for the transport's budget
 * @param slowConsumer what happens to a slow consumer; empty for what the transport says
 */
public record OutboundOptions(OptionalLong budget, Optional<SlowConsumer> slowConsumer) {
    /** Leaves both to the transport. */
    public static final OutboundOptions OF_TRANSPORT = new OutboundOptions(OptionalLong.empty(), Optional.empty());

    public OutboundOptions {
        if (budget.isPresent() && budget.getAsLong() < 1) {
            throw new IllegalArgumentException("budget: found " + budget.getAsLong() + " (expected at least 1)");
        }
    }
}
