package io.aerostat.host.transport;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.ConnectionListener;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.protocol.address.HostName;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Connects to the address that a host name has in one version of the Internet protocol. Each connection looks up the
 * name again, because the router may have another address. Any thread.
 */
final class VersionedConnector implements Connector {
    private final RouterEndpoint.Tcp endpoint;
    private final int version;
    private final Executor lookups;
    private final Function<InetSocketAddress, Connector> connectors;
    private final String name;

    /**
     * @param version 4 or 6
     * @param lookups runs the lookups, which block
     * @param connectors makes the connector of an address
     */
    VersionedConnector(
            RouterEndpoint.Tcp endpoint,
            int version,
            Executor lookups,
            Function<InetSocketAddress, Connector> connectors) {
        this.endpoint = endpoint;
        this.version = version;
        this.lookups = lookups;
        this.connectors = connectors;
        // Reports wrong TLS options before the first connection.
        this.name = connectors.apply(unresolved()).toString();
    }

    private InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
    }

    @Override
    public CompletableFuture<Connection> open(ConnectionListener listener) {
        return CompletableFuture.supplyAsync(this::address, lookups)
                .thenCompose(address -> connectors.apply(address).open(listener));
    }

    private InetSocketAddress address() {
        try {
            return Arrays.stream(InetAddress.getAllByName(
                            HostName.ascii(endpoint.host()).orElse(endpoint.host())))
                    .filter(address -> address instanceof Inet4Address == (version == 4))
                    .findFirst()
                    .map(address -> new InetSocketAddress(address, endpoint.port()))
                    .orElseThrow(
                            () -> new UnknownHostException(endpoint.host() + " has no IPv" + version + " address"));
        } catch (UnknownHostException e) {
            throw new CompletionException(new ConnectFailed(name + ": unknown host: " + e.getMessage(), e));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
