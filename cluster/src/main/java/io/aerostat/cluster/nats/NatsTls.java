package io.aerostat.cluster.nats;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a node encrypts its connection to a NATS server. Immutable.
 *
 * @param caCertificates PEM files of the authorities that are trusted to sign the servers' certificates; if empty, the
 *     authorities of the Java runtime are trusted
 * @param certificate a PEM file with this node's certificate, if the servers require one
 * @param key a PEM file with the key of that certificate
 * @param handshakeFirst whether the connection begins with the TLS handshake; otherwise, it begins with a line in which
 *     the server describes itself
 */
public record NatsTls(
        List<Path> caCertificates, Optional<Path> certificate, Optional<Path> key, boolean handshakeFirst) {
    /** Trusts the authorities of the Java runtime, and presents no certificate of this node. */
    public static final NatsTls DEFAULT = new NatsTls(List.of(), Optional.empty(), Optional.empty(), false);

    public NatsTls {
        caCertificates = List.copyOf(caCertificates);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("tls: found only one of certificate and key (expected both or none)");
        }
    }
}
