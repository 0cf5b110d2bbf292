package io.aerostat.client.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Decides which routers a client trusts, and how it identifies itself. The certificate and the host name are checked by
 * default (TLS-2).
 *
 * @param trusted PEM files of the certificates to trust; if empty, the certificates of the Java runtime are trusted
 * @param certificate a PEM file with the client's own certificate chain
 * @param key a PEM file with the private key of the certificate; required with {@code certificate}, and not allowed
 *     without it
 * @param checksHostName whether the router's certificate must be valid for the host in the URL
 * @param managers the source of certificates and keys in place of PEM files; not allowed together with files
 */
public record TlsOptions(
        List<Path> trusted,
        Optional<Path> certificate,
        Optional<Path> key,
        boolean checksHostName,
        Optional<TlsManagers> managers) {
    public static final TlsOptions DEFAULT = new TlsOptions(List.of(), Optional.empty(), Optional.empty(), true);

    public TlsOptions {
        trusted = List.copyOf(trusted);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("tls: found a certificate or a key alone (expected both or none)");
        }
        if (managers.isPresent() && (!trusted.isEmpty() || certificate.isPresent())) {
            throw new IllegalArgumentException("tls: found managers and PEM files (expected only one of them)");
        }
    }

    /** Creates options without managers. */
    public TlsOptions(List<Path> trusted, Optional<Path> certificate, Optional<Path> key, boolean checksHostName) {
        this(trusted, certificate, key, checksHostName, Optional.empty());
    }

    /** Trusts the certificates of these PEM files, and no others. */
    public TlsOptions trusting(Path... pem) {
        return new TlsOptions(List.of(pem), certificate, key, checksHostName, managers);
    }

    /** Sets the certificate and the key of the client. */
    public TlsOptions identity(Path certificate, Path key) {
        return new TlsOptions(trusted, Optional.of(certificate), Optional.of(key), checksHostName, managers);
    }

    /** Accepts a trusted certificate for any host. */
    public TlsOptions ignoringHostName() {
        return new TlsOptions(trusted, certificate, key, false, managers);
    }

    /** Takes certificates and keys from these managers instead of PEM files. */
    public TlsOptions managers(TlsManagers managers) {
        return new TlsOptions(trusted, certificate, key, checksHostName, Optional.of(managers));
    }
}
