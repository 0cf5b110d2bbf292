package io.aerostat.spring.client;

import io.aerostat.client.Client;
import io.aerostat.client.ClientBuilder;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.spring.WampConnectionDetails;
import io.aerostat.spring.failure.Mistakes;

/** The router and the realm that the properties name. */
public final class PropertiesConnectionDetails implements WampConnectionDetails {
    private final ClientProperties properties;

    /** Creates the details of these properties. */
    public PropertiesConnectionDetails(ClientProperties properties) {
        this.properties = properties;
    }

    /** @throws io.aerostat.spring.failure.WampStartFailed if a property is missing or malformed */
    @Override
    public ClientBuilder newClient() {
        String url = properties.url();
        String realm = properties.realm();
        if (url == null) {
            throw Mistakes.missingUrl("aerostat.client.realm is set");
        }
        if (realm == null) {
            throw Mistakes.missing("aerostat.client.realm", "the session needs a realm of the router at " + url);
        }
        try {
            RouterUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusable("aerostat.client.url", e);
        }
        return Client.builder().url(url).realm(realm);
    }

    @Override
    public String router() {
        return String.valueOf(properties.url());
    }
}
