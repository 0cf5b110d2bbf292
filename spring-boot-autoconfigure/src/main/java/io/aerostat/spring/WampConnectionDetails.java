package io.aerostat.spring;

import io.aerostat.client.ClientBuilder;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The router and the realm that the session joins. A bean of this type replaces {@code aerostat.client.url} and
 * {@code aerostat.client.realm}, for example in tests.
 */
@FunctionalInterface
public interface WampConnectionDetails extends ConnectionDetails {
    /** Returns a builder that has the router and the realm, but no other options. Called at each start. */
    ClientBuilder newClient();

    /** Returns the router's address, for messages. */
    default String router() {
        return "the router of the connection details";
    }
}
