package io.aerostat.spring.router;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.spring.WampConnectionDetails;
import io.aerostat.spring.client.ClientProperties;

/** The embedded router and its realm, which the session joins without a socket. */
public final class EmbeddedConnectionDetails implements WampConnectionDetails {
    private final RouterLifecycle router;
    private final RouterProperties properties;
    private final ClientProperties client;

    /** Creates the details of an embedded router. */
    public EmbeddedConnectionDetails(RouterLifecycle router, RouterProperties properties, ClientProperties client) {
        this.router = router;
        this.properties = properties;
        this.client = client;
    }

    @Override
    public ClientBuilder newClient() {
        String realm = client.realm();
        return Client.builder()
                .router(router.router().local(client.authentication().authid(), client.role()))
                .realm(realm == null ? properties.realm() : realm);
    }

    @Override
    public String router() {
        return "the embedded router";
    }
}
