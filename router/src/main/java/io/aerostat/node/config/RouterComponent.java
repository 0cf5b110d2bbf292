package io.aerostat.node.config;

/**
 * A component inside the router's process. It joins without being challenged.
 *
 * @param id its name
 * @param classname the Java class
 * @param realm the realm that it joins
 * @param role its {@code authrole}
 * @param extra passed to the component
 * @param exceptionMessages whether callers get the messages of unexpected exceptions
 * @param origin where it is configured
 */
public record RouterComponent(
        String id,
        String classname,
        String realm,
        String role,
        Extra extra,
        boolean exceptionMessages,
        Origin origin) {}
