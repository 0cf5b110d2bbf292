package io.aerostat.router.authentication.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The fingerprint of a certificate: the digest of its encoded form. */
public final class CertificateFingerprint {
    private CertificateFingerprint() {}

    /** Returns the fingerprint in lower-case hexadecimal digits, without colons. */
    public static String of(X509Certificate certificate, String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }
}
