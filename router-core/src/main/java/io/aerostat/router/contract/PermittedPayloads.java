package io.aerostat.router.contract;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Returns the schema for a CALL: that of the contract or, without a contract, that of the permission; or null. */
    public @Nullable PayloadSchema ofCall(String procedure, Contracts contracts) {
        return first(contracts.ofCall(procedure), call);
    }

    /** Returns the schema for results: that of the contract or, without a contract, that of the permission; or null. */
    public @Nullable PayloadSchema ofResult(String procedure, Contracts contracts) {
        return first(contracts.ofResult(procedure), result);
    }

    /** Returns the schema for events: that of the contract or, without a contract, that of the permission; or null. */
    public @Nullable PayloadSchema ofEvent(String topic, Contracts contracts) {
        return first(contracts.ofEvent(topic), event);
    }

    private static @Nullable PayloadSchema first(
            @Nullable PayloadSchema ofContract, Optional<PayloadSchema> ofPermission) {
        return ofContract == null ? ofPermission.orElse(null) : ofContract;
    }
}
