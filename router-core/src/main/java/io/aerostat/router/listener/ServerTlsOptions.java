package io.aerostat.router.listener;

import java.nio.file.Path;
import java.util.List;

/**
 * TLS of a listening endpoint, from PEM files (docs/reference/crossbar.md#endpoints-and-tls).
 *
 * @param key the private key: PKCS #8, PKCS #1 or SEC 1, not encrypted
 * @param certificate the server's certificate, perhaps followed by its chain
 * @param chainCertificates the rest of the chain
 * @param clientAuthorities certificates of authorities that sign those of clients
 * @param clientCertificates whether clients have to show one
 * @param ciphers in order of preference, by the names of the JDK or of OpenSSL; empty for the JDK's choice
 */
public record ServerTlsOptions(
        Path key,
        Path certificate,
        List<Path> chainCertificates,
        List<Path> clientAuthorities,
        ClientCertificates clientCertificates,
        List<String> ciphers) {

    /** Whether clients have to show a certificate. */
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

    /** Creates TLS without client certificates. */
    public ServerTlsOptions(Path key, Path certificate) {
        this(key, certificate, List.of(), List.of(), ClientCertificates.IGNORED, List.of());
    }
}
