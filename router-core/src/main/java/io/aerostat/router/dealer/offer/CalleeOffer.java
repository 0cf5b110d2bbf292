package io.aerostat.router.dealer.offer;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import java.time.Instant;

/**
 * The description of one callee of a procedure or pattern. A node sends this description to the other nodes.
 *
 * @param registration the id of the registration, the same on every node
 * @param generation how many times {@code force_reregister} has replaced the registration; a higher generation replaces
 *     lower ones
 * @param seniority the callee's place in the order of registration
 * @param concurrency the largest number of simultaneous invocations of the callee; 0 for no limit
 */
public record CalleeOffer(
        long registration,
        String procedure,
        MatchPolicy match,
        InvocationPolicy invoke,
        long generation,
        Instant created,
        long session,
        Seniority seniority,
        CalleeAbilities abilities,
        boolean disclosesCallers,
        boolean forwardsTimeouts,
        int concurrency) {}
