package io.aerostat.router.listener;

import java.nio.file.Path;
import java.util.List;

/**
 * The TLS options of a listening endpoint; all files are PEM files (docs/reference/crossbar.md#endpoints-and-tls).
 *
 * @param key the private key in PKCS #8, PKCS #1 or SEC 1 format, not encrypted
 * @param certificate the server's certificate, optionally followed by its chain
 * @param chainCertificates further certificates of the chain
 * @param clientAuthorities the certificates of the authorities that sign client certificates
 * @param clientCertificates whether clients must present a certificate
 * @param ciphers the cipher suites in order of preference, by their names in the JDK or in OpenSSL; empty for the JDK's
 *     choice
 * @param further other certificates, for clients that ask for one of their DNS names (SNI)
 */
public record ServerTlsOptions(
        Path key,
        Path certificate,
        List<Path> chainCertificates,
        List<Path> clientAuthorities,
        ClientCertificates clientCertificates,
        List<String> ciphers,
        List<Identity> further) {

    /**
     * A certificate with its key, for the DNS names in it.
     *
     * @param key the private key
     * @param certificate the certificate, optionally followed by its chain
     * @param chainCertificates further certificates of the chain
     */
    public record Identity(Path key, Path certificate, List<Path> chainCertificates) {
        public Identity {
            chainCertificates = List.copyOf(chainCertificates);
        }
    }

    /** Whether clients must present a certificate. */
    public enum ClientCertificates {
        IGNORED,
        ACCEPTED,
        REQUIRED
    }

    public ServerTlsOptions {
        chainCertificates = List.copyOf(chainCertificates);
        clientAuthorities = List.copyOf(clientAuthorities);
        ciphers = List.copyOf(ciphers);
        further = List.copyOf(further);
    }

    /** Creates options with one certificate. */
    public ServerTlsOptions(
            Path key,
            Path certificate,
            List<Path> chainCertificates,
            List<Path> clientAuthorities,
            ClientCertificates clientCertificates,
            List<String> ciphers) {
        this(key, certificate, chainCertificates, clientAuthorities, clientCertificates, ciphers, List.of());
    }

    /** Creates options that request no client certificates. */
    public ServerTlsOptions(Path key, Path certificate) {
        this(key, certificate, List.of(), List.of(), ClientCertificates.IGNORED, List.of());
    }

    /**
     * Returns a copy with further certificates. A client that asks for no DNS name, or for a name that no certificate
     * has, gets the first certificate.
     */
    public ServerTlsOptions withFurther(List<Identity> identities) {
        return new ServerTlsOptions(
                key, certificate, chainCertificates, clientAuthorities, clientCertificates, ciphers, identities);
    }

    /** Returns the first certificate with its key. */
    public Identity first() {
        return new Identity(key, certificate, chainCertificates);
    }
}
