package io.aerostat.router.listener;

import java.nio.file.Path;
import java.util.List;

/**
 * The TLS options of a listening endpoint; all files are PEM files (docs/reference/crossbar.md#endpoints-and-tls).
 *
 * @param key the private key in PKCS #8, PKCS #1 or SEC 1 format, not encrypted
 * @param certificate the server's certificate, optionally followed by its chain
 * @param chainCertificates the rest of the chain
 * @param clientAuthorities the certificates of the authorities that sign client certificates
 * @param clientCertificates whether clients must present a certificate
 * @param ciphers the cipher suites in order of preference, by their names in the JDK or in OpenSSL; empty for the JDK's
 *     choice
 */
public record ServerTlsOptions(
        Path key,
        Path certificate,
        List<Path> chainCertificates,
        List<Path> clientAuthorities,
        ClientCertificates clientCertificates,
        List<String> ciphers) {

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
    }

    /** Creates options that request no client certificates. */
    public ServerTlsOptions(Path key, Path certificate) {
        this(key, certificate, List.of(), List.of(), ClientCertificates.IGNORED, List.of());
    }
}
