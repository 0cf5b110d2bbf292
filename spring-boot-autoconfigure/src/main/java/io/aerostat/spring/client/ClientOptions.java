package io.aerostat.spring.client;

import io.aerostat.client.ClientBuilder;
import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.spring.failure.Mistakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Applies {@link ClientProperties} to the builder of a client. */
final class ClientOptions {
    private static final String AUTHENTICATION = "aerostat.client.authentication";

    private final ClientProperties properties;

    ClientOptions(ClientProperties properties) {
        this.properties = properties;
    }

    void applyTo(ClientBuilder client) {
        client.connectorOptions(connector()).reconnect(reconnect());
        authentications().forEach(client::authentication);
        String authid = properties.authentication().authid();
        if (authid != null) {
            client.authid(authid);
        }
        if (properties.authentication().allowTicketsInClear()) {
            client.allowTicketsInClear();
        }
    }

    private ConnectorOptions connector() {
        try {
            ConnectorOptions options = ConnectorOptions.DEFAULT
                    .serializations(properties.serializations().toArray(Serialization[]::new))
                    .openTimeout(properties.openTimeout())
                    .maxMessageSize(Math.toIntExact(properties.maxMessageSize().toBytes()))
                    .pings(properties.pingInterval(), properties.pingTimeout());
            for (Map.Entry<String, String> header : properties.headers().entrySet()) {
                options = options.header(header.getKey(), header.getValue());
            }
            return options;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Mistakes.unusable("aerostat.client", e);
        }
    }

    ReconnectOptions reconnect() {
        ClientProperties.Reconnect wanted = properties.reconnect();
        int attempts = wanted.maxAttempts() == 0 ? Integer.MAX_VALUE : wanted.maxAttempts();
        try {
            return new ReconnectOptions(
                    wanted.initialDelay(),
                    wanted.maxDelay(),
                    wanted.multiplier(),
                    wanted.jitter(),
                    wanted.enabled() ? attempts : 0,
                    wanted.waitForRouter(),
                    wanted.afterRefusal());
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusable("aerostat.client.reconnect", e);
        }
    }

    private List<Authentication> authentications() {
        ClientProperties.Authentication given = properties.authentication();
        List<Authentication> methods = new ArrayList<>();
        if (given.cryptosign() != null) {
            methods.add(cryptosign(given.authid(), given.cryptosign()));
        }
        add(methods, "scram", given.scram(), Authentications::scram);
        add(methods, "wampcra", given.wampcra(), Authentications::wampCra);
        add(methods, "ticket", given.ticket(), Authentications::ticket);
        String token = given.jwt();
        if (token != null) {
            methods.add(Authentications.jwt(() -> token));
        }
        return methods;
    }

    private void add(
            List<Authentication> methods,
            String property,
            @Nullable String secret,
            BiFunction<String, String, Authentication> method) {
        if (secret == null) {
            return;
        }
        String authid = properties.authentication().authid();
        if (authid == null) {
            throw Mistakes.missing(AUTHENTICATION + ".authid", AUTHENTICATION + "." + property + " needs an account");
        }
        try {
            methods.add(method.apply(authid, secret));
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusable(AUTHENTICATION + "." + property, e);
        }
    }

    private static Authentication cryptosign(@Nullable String authid, String seed) {
        try {
            CryptosignKey key = CryptosignKey.ofSeed(seed);
            return authid == null ? Authentications.cryptosign(key) : Authentications.cryptosign(authid, key);
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusable(AUTHENTICATION + ".cryptosign", e);
        }
    }
}
