package io.aerostat.client.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of a procedure. Runs on the client's executor and may block.
 *
 * <p>What it returns is the result: null for an empty one, a {@link Reply} for several values or keyword arguments, a
 * {@link java.util.concurrent.CompletionStage} for a result that comes later, anything else as the single value.
 *
 * <p>What it throws, or what its stage fails with, is the error of the call (RPC-6): an {@link io.aerostat.client.error.ApplicationError} as it
 * is, an {@link io.aerostat.client.value.ArgumentMismatch} as {@code wamp.error.invalid_argument}, a cancellation as {@code wamp.error.canceled},
 * anything else as {@code wamp.error.runtime_error} without its text, by the rules of {@link io.aerostat.client.session.ErrorMapper#DEFAULT}.
 */
@FunctionalInterface
public interface InvocationHandler {
    @Nullable
    Object handle(Invocation invocation) throws Exception;
}
