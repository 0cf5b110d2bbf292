package io.aerostat.node.config;

/**
 * A component in a container.
 *
 * @param id its name
 * @param classname the Java class
 * @param realm the realm that it joins
 * @param connection how it reaches its router
 * @param extra what it is given for itself, such as the name and secret it authenticates with
 * @param exceptionMessages whether callers get the messages of exceptions that it did not foresee
 * @param origin where it is configured
 */
public record ContainerComponent(
        String id,
        String classname,
        String realm,
        ComponentConnection connection,
        Extra extra,
        boolean exceptionMessages,
        Origin origin) {}
