package io.aerostat.client.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of a procedure. Runs on the client's executor and may block.
 *
 * <p>The return value is the result of the call: null for an empty result, a {@link Reply} for several values or
 * keyword arguments, a {@link java.util.concurrent.CompletionStage} for a result that is not available yet, a
 * {@link java.util.concurrent.Flow.Publisher} for progressive results followed by an empty final result, and any other
 * object for a single value.
 *
 * <p>An exception that the handler throws, or with which the stage fails, becomes the error of the call (RPC-6). An
 * {@link io.aerostat.client.error.ApplicationError} is sent unchanged; an exception with
 * {@link io.aerostat.client.annotation.WampError} is sent with the URI of the annotation; an
 * {@link io.aerostat.client.value.ArgumentMismatch} becomes {@code wamp.error.invalid_argument}; a cancellation becomes
 * {@code wamp.error.canceled}; any other exception becomes {@code wamp.error.runtime_error} without its text (see
 * {@link io.aerostat.client.session.ErrorMapper#DEFAULT}).
 */
@FunctionalInterface
public interface InvocationHandler {
    /** Returns the result of an invocation. The description of this interface lists the possible results. */
    @Nullable
    Object handle(Invocation invocation) throws Exception;
}
