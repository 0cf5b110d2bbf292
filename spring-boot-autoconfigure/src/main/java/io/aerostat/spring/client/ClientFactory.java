package io.aerostat.spring.client;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.client.reconnect.SessionListener;
import io.aerostat.spring.WampClientCustomizer;
import io.aerostat.spring.WampConnectionDetails;
import io.aerostat.spring.failure.Mistakes;
import java.util.List;

/** Makes the clients of an application, a new one for each start. */
public final class ClientFactory {
    private final WampConnectionDetails connection;
    private final ClientProperties properties;
    private final List<WampClientCustomizer> customizers;
    private final List<SessionListener> listeners;

    /**
     * Creates a factory.
     *
     * @param listeners the listeners of the application
     */
    public ClientFactory(
            WampConnectionDetails connection,
            ClientProperties properties,
            List<WampClientCustomizer> customizers,
            List<SessionListener> listeners) {
        this.connection = connection;
        this.properties = properties;
        this.customizers = List.copyOf(customizers);
        this.listeners = List.copyOf(listeners);
    }

    SessionStatus newStatus() {
        return new SessionStatus(listeners);
    }

    /** @throws io.aerostat.spring.failure.WampStartFailed if a property cannot be used */
    Client newClient(SessionListener listener) {
        ClientBuilder builder = connection.newClient();
        new ClientOptions(properties).applyTo(builder);
        builder.name("wamp").listener(listener);
        customizers.forEach(customizer -> customizer.customize(builder));
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusable("aerostat.client", e);
        }
    }

    ClientProperties properties() {
        return properties;
    }

    String router() {
        return connection.router();
    }
}
