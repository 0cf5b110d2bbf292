package io.aerostat.node.config;

/**
 * A component in a container.
 *
 * @param id the name of the component
 * @param classname the Java class
 * @param realm the realm that the component joins
 * @param connection how the component connects to its router
 * @param extra the values that are passed to the component, for example the name and secret with which it authenticates
 * @param exceptionMessages whether callers get the messages of unexpected exceptions
 * @param origin the place of the component in the configuration file
 */
public record ContainerComponent(
        String id,
        String classname,
        String realm,
        ComponentConnection connection,
        Extra extra,
        boolean exceptionMessages,
        Origin origin) {}
