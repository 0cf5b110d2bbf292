package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * TLS of a connection.
 *
 * @param hostname the name that the server's certificate must have
 * @param trusted PEM files of the authorities that are trusted; empty: those of the Java runtime
 * @param identity the own certificate, for servers that ask for one
 */
public record ConnectingTls(String hostname, List<Path> trusted, Optional<Identity> identity) {
    public ConnectingTls {
        trusted = List.copyOf(trusted);
    }

    /**
     * An own certificate.
     *
     * @param key PEM file of the private key
     * @param certificate PEM file of the certificate
     */
    public record Identity(Path key, Path certificate) {}
}
