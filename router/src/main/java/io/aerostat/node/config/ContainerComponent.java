package io.aerostat.node.config;

/**
 * A component in a container.
 *
 * @param id its name
 * @param classname the Java class
 * @param realm the realm that it joins
 * @param connection how it connects to its router
 * @param extra passed to the component, for example the name and secret that it authenticates with
 * @param exceptionMessages whether callers get the messages of unexpected exceptions
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
