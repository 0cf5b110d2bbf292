package io.aerostat.router.authentication;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator that is a Java object of the embedder ({@code type: "function"} in a configuration file). The object
 * gets the arguments of a dynamic authenticator (docs/reference/crossbar.md#authenticators) and returns the same
 * results: a role, or a dictionary with {@code role}, {@code authid}, {@code realm}, {@code extra} and the secret or
 * key that the method checks.
 */
@FunctionalInterface
public interface AuthenticatorFunction {
    /**
     * Decides about one client. Called on an event loop: must not block, but may complete the stage later on any
     * thread. To refuse the client, throw a {@link io.aerostat.router.realm.ProcedureException} or fail the stage with
     * one; the client gets the exception's URI and text. Any other exception refuses the client without a reason, and
     * is logged.
     *
     * @param realm the requested realm, or null
     * @param authid the requested authid, or null
     * @param details {@code session}, {@code authmethod}, {@code transport} and others; for a ticket also
     *     {@code ticket}
     */
    CompletionStage<Object> authenticate(
            @Nullable String realm, @Nullable String authid, Map<String, @Nullable Object> details);
}
