package io.aerostat.router.transport;

import io.aerostat.router.listener.ServerTlsOptions.Identity;
import io.aerostat.router.listener.TlsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates that an endpoint presents: its own certificate, then the certificate of the issuer, and so on. Reads
 * files; blocks.
 */
final class CertificateChain {
    private final List<X509Certificate> certificates = new ArrayList<>();

    private CertificateChain() {}

    /**
     * Reads the certificates.
     *
     * @param part the part of the configuration, for errors
     * @throws TlsException if a file cannot be used, or if a certificate does not belong to the issuer of the
     *     certificate before it
     */
    static List<X509Certificate> read(String part, Identity identity) throws TlsException {
        CertificateChain chain = new CertificateChain();
        chain.add(part + "certificate", identity.certificate());
        for (Path file : identity.chainCertificates()) {
            chain.add(part + "chain_certificates", file);
        }
        return chain.certificates;
    }

    private void add(String item, Path file) throws TlsException {
        for (X509Certificate certificate : TlsFiles.certificates(item, file)) {
            // Add each certificate only once: the file of the certificate often contains the chain as well.
            if (!certificates.contains(certificate)) {
                if (!certificates.isEmpty()) {
                    checkIssuer(item, file, certificate, certificates.get(certificates.size() - 1));
                }
                certificates.add(certificate);
            }
        }
    }

    private static void checkIssuer(String item, Path file, X509Certificate issuer, X509Certificate issued)
            throws TlsException {
        String found =
                "found the certificate of \"" + issuer.getSubjectX500Principal().getName() + "\"";
        String expected = "\"" + issued.getIssuerX500Principal().getName() + "\", which has issued that of \""
                + issued.getSubjectX500Principal().getName() + "\"";
        if (!issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new TlsException(item, file, found + " (expected that of " + expected + ")");
        }
        try {
            issued.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new TlsException(item, file, found + " with another key (expected the one of " + expected + ")");
        }
    }
}
