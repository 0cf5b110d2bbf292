package io.aerostat.router.contract;

import java.util.Optional;

/**
 * The payloads that a permission allows: the schemas for the messages of one call or publication. They apply only if
 * the realm has no contract for the same message.
 *
 * @param call checks the payload of each CALL; empty to check none
 * @param result checks the payload of each YIELD that answers the call; empty to check none
 * @param error checks the payload of an ERROR that answers the call; empty to check none
 * @param event checks the payload of a PUBLISH; empty to check none
 */
public record PermittedPayloads(
        Optional<PayloadSchema> call,
        Optional<PayloadSchema> result,
        Optional<PayloadSchema> error,
        Optional<PayloadSchema> event) {
    /** Any payload is allowed. */
    public static final PermittedPayloads ANY =
            new PermittedPayloads(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
