package io.aerostat.router.authentication;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator that is a Java object of the embedder ({@code type: "function"} of a configuration). It is asked as a dynamic authenticator is
 * (docs/reference/crossbar.md#authenticators), and answers alike: with a role, or with a dictionary of {@code role}, {@code authid}, {@code realm}, {@code extra}
 * and what the method compares.
 */
@FunctionalInterface
public interface AuthenticatorFunction {
    /**
     * Called on an event loop: it must not block, but may answer later on any thread. It refuses by failing, in the stage or by throwing, with
     * {@link io.aerostat.router.service.ServiceException}, whose URI the client is told.
     *
     * @param realm as the client asked for it, or null
     * @param authid as the client named it, or null
     * @param details {@code session}, {@code authmethod}, {@code transport} …, for a ticket also {@code ticket}
     */
    CompletionStage<Object> authenticate(
            @Nullable String realm, @Nullable String authid, Map<String, @Nullable Object> details);
}
