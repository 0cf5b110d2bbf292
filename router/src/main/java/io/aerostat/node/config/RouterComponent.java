package io.aerostat.node.config;

/**
 * A component inside the router's process. It joins without being challenged.
 *
 * @param id its name
 * @param classname the Java class
 * @param realm the realm that it joins
 * @param role the {@code authrole} that it gets
 * @param extra what it is given for itself
 * @param exceptionMessages whether callers get the messages of exceptions that it did not foresee
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
