package io.aerostat.node.config;

import io.aerostat.router.authentication.AuthenticationOptions;
import java.time.Duration;
import java.util.Optional;

/** One method by which the clients of a transport may authenticate. */
public sealed interface AuthenticationMethod {

    /**
     * Decided by the configuration or by a procedure.
     *
     * @param method as the router knows it
     */
    record Known(AuthenticationOptions method) implements AuthenticationMethod {}

    /** Proven before, on the cookie of the transport. */
    record Cookie() implements AuthenticationMethod {}

    /**
     * Decided by a Java class of the worker's class path.
     *
     * @param name of the method: {@code ticket}, {@code wampcra} …
     * @param classname the class: an {@link io.aerostat.router.authentication.AuthenticatorFunction}
     * @param config what it is given for itself
     * @param defaultRole the role of clients for whom it names none
     * @param timeout how long it may take
     * @param origin where it is configured
     */
    record Function(
            String name, String classname, Extra config, Optional<String> defaultRole, Duration timeout, Origin origin)
            implements AuthenticationMethod {}
}
