package io.aerostat.cluster.nats;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a node encrypts its connection to a NATS server. Immutable.
 *
 * @param caCertificates PEM files with the certificates that sign those of the servers; if empty, those of the Java
 *     runtime
 * @param certificate a PEM file with this node's certificate, if the servers ask for one
 * @param key a PEM file with the key of that certificate
 */
public record NatsTls(List<Path> caCertificates, Optional<Path> certificate, Optional<Path> key) {
    /** Encryption with the certificates of the Java runtime, and no certificate of this node. */
    public static final NatsTls DEFAULT = new NatsTls(List.of(), Optional.empty(), Optional.empty());

    public NatsTls {
        caCertificates = List.copyOf(caCertificates);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("tls: found only one of certificate and key (expected both or none)");
        }
    }
}
