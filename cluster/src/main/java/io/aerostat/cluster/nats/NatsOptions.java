package io.aerostat.cluster.nats;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The addresses of NATS servers, and how a node connects to them. Immutable.
 *
 * @param servers at least one address such as {@code nats://127.0.0.1:4222}, without user and password
 * @param tls the options of encryption; empty for a connection without encryption
 * @param authentication how the node authenticates with the server
 * @param connectTimeout how long one attempt to connect may take, 10 ms to one minute
 * @param reconnectWait how long to wait between two attempts, 1 ms to one minute
 */
public record NatsOptions(
        List<URI> servers,
        Optional<NatsTls> tls,
        NatsAuthentication authentication,
        Duration connectTimeout,
        Duration reconnectWait) {
    /** The default time that one attempt to connect may take. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** The default time to wait between two attempts. */
    public static final Duration DEFAULT_RECONNECT_WAIT = Duration.ofMillis(250);

    public NatsOptions {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("servers: found none (expected at least one)");
        }
        for (URI server : servers) {
            problem(server.toString()).ifPresent(problem -> {
                throw new IllegalArgumentException("servers: " + problem);
            });
        }
        checkTime("connectTimeout", connectTimeout, 10);
        checkTime("reconnectWait", reconnectWait, 1);
    }

    /** Returns options for these servers, with default values for all other options. */
    public static NatsOptions of(String... servers) {
        return new NatsOptions(
                List.of(servers).stream().map(URI::create).toList(),
                Optional.empty(),
                new NatsAuthentication.None(),
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_RECONNECT_WAIT);
    }

    /** Returns these options with another authentication. */
    public NatsOptions with(NatsAuthentication other) {
        return new NatsOptions(servers, tls, other, connectTimeout, reconnectWait);
    }

    /** Returns these options with encryption. */
    public NatsOptions with(NatsTls encryption) {
        return new NatsOptions(servers, Optional.of(encryption), authentication, connectTimeout, reconnectWait);
    }

    /** Returns the problem with the address of a server, if there is one. The text never repeats a password. */
    public static Optional<String> problem(String server) {
        URI uri;
        try {
            uri = URI.create(server);
        } catch (IllegalArgumentException e) {
            return Optional.of("found a text that is not a URI (expected one such as nats://127.0.0.1:4222)");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null) {
            return Optional.of("found a user in an address (expected it beside the addresses, as user and password)");
        }
        if (!(scheme.equals("nats") || scheme.equals("tls")) || uri.getHost() == null) {
            return Optional.of("found \"" + server + "\" (expected an address such as nats://127.0.0.1:4222)");
        }
        return Optional.empty();
    }

    private static void checkTime(String name, Duration time, long leastMillis) {
        if (time.toMillis() < leastMillis || time.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    name + ": found " + time + " (expected " + leastMillis + " ms to one minute)");
        }
    }
}
