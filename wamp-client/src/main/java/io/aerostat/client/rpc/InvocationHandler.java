package io.aerostat.client.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of a procedure. Runs on the client's executor and may block.
 *
 * <p>Its return value is the result: null for an empty one, a {@link Reply} for several values or keyword arguments, a
 * {@link java.util.concurrent.CompletionStage} for a result that comes later, anything else as a single value.
 *
 * <p>An exception, thrown or in the stage, is the error of the call (RPC-6): an
 * {@link io.aerostat.client.error.ApplicationError} unchanged, an {@link io.aerostat.client.value.ArgumentMismatch} as
 * {@code wamp.error.invalid_argument}, a cancellation as {@code wamp.error.canceled}, anything else as
 * {@code wamp.error.runtime_error} without its text, as {@link io.aerostat.client.session.ErrorMapper#DEFAULT} says.
 */
@FunctionalInterface
public interface InvocationHandler {
    /** Returns the result of an invocation; see above for what it may be. */
    @Nullable
    Object handle(Invocation invocation) throws Exception;
}
