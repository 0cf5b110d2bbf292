package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The TLS options of a connection.
 *
 * @param hostname the name that the server's certificate must have
 * @param trusted PEM files of the trusted authorities; if empty, those of the Java runtime are trusted
 * @param identity the component's certificate, for servers that require one
 */
public record ConnectingTls(String hostname, List<Path> trusted, Optional<Identity> identity) {
    public ConnectingTls {
        trusted = List.copyOf(trusted);
    }

    /**
     * The component's certificate and its key.
     *
     * @param key PEM file of the private key
     * @param certificate PEM file of the certificate
     */
    public record Identity(Path key, Path certificate) {}
}
