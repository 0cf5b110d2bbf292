package io.aerostat.node.config;

/**
 * A component inside the router's process. The component joins without authenticating.
 *
 * @param id the name of the component
 * @param classname the Java class
 * @param realm the realm that the component joins
 * @param role the {@code authrole} of the component
 * @param extra the values that are passed to the component
 * @param exceptionMessages whether callers get the messages of unexpected exceptions
 * @param origin the place of the component in the configuration file
 */
public record RouterComponent(
        String id,
        String classname,
        String realm,
        String role,
        Extra extra,
        boolean exceptionMessages,
        Origin origin) {}
