package io.aerostat.router.authentication;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator that is a Java object of the embedder ({@code type: "function"} in a configuration file). It gets
 * the arguments of a dynamic authenticator (docs/reference/crossbar.md#authenticators) and returns the same results: a
 * role, or a dictionary of {@code role}, {@code authid}, {@code realm}, {@code extra} and the secret or key that the
 * method compares.
 */
@FunctionalInterface
public interface AuthenticatorFunction {
    /**
     * Called on an event loop: it must not block, but may answer later on any thread. It refuses a client by throwing a
     * {@link io.aerostat.router.service.ServiceException}, or by failing the stage with one; the client gets its URI.
     *
     * @param realm the requested realm, or null
     * @param authid the requested authid, or null
     * @param details {@code session}, {@code authmethod}, {@code transport} …, for a ticket also {@code ticket}
     */
    CompletionStage<Object> authenticate(
            @Nullable String realm, @Nullable String authid, Map<String, @Nullable Object> details);
}
