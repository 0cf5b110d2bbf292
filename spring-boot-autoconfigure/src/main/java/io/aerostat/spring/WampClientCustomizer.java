package io.aerostat.spring;

import io.aerostat.client.ClientBuilder;

/** A bean that sets options of the client for which there is no property. Called at each start of the session. */
@FunctionalInterface
public interface WampClientCustomizer {
    /** Changes the options, after the properties have been applied. */
    void customize(ClientBuilder client);
}
