package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * TLS of a connection.
 *
 * @param hostname the name that the server's certificate must have
 * @param trusted PEM files of trusted authorities; if empty, those of the Java runtime
 * @param identity a certificate of this end, for servers that require one
 */
public record ConnectingTls(String hostname, List<Path> trusted, Optional<Identity> identity) {
    public ConnectingTls {
        trusted = List.copyOf(trusted);
    }

    /**
     * The certificate of this end.
     *
     * @param key PEM file of the private key
     * @param certificate PEM file of the certificate
     */
    public record Identity(Path key, Path certificate) {}
}
