package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.uri.MatchPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Another node of the cluster that has callees. Receives the commands of an {@link Attempt} in order on the caller's
 * loop, and returns the answers to that loop.
 */
public interface CalleeNode {
    /** Sends the call to the callee, or informs the attempt why the call could not be sent. */
    void start(Attempt attempt);

    /** Sends a further CALL of a progressive call. */
    void send(Attempt attempt, Call chunk);

    /** Interrupts the callee; the call keeps waiting for the callee's answer. */
    void interrupt(Attempt attempt, CancelMode mode);

    /** Informs the node that the call has ended without an answer of the callee. */
    void abandon(Attempt attempt, boolean interrupts, @Nullable String reason);

    /** Asks the node to revoke a registration of one of its sessions. Any thread. */
    void revoke(String procedure, MatchPolicy match, long session, @Nullable String reason);
}
