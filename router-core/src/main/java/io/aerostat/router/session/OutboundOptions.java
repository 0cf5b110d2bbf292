package io.aerostat.router.session;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a role decides about its sessions' outbound queues in place of the transport (P4).
 *
 * @param budget octets that may wait for a peer; empty for the transport's own number
 * @param slowConsumer what becomes of a peer that does not read them; empty for the transport's own policy
 */
public record OutboundOptions(OptionalLong budget, Optional<SlowConsumer> slowConsumer) {
    /** The transport decides. */
    public static final OutboundOptions OF_TRANSPORT = new OutboundOptions(OptionalLong.empty(), Optional.empty());

    public OutboundOptions {
        if (budget.isPresent() && budget.getAsLong() < 1) {
            throw new IllegalArgumentException("budget: found " + budget.getAsLong() + " (expected at least 1)");
        }
    }
}
