package io.aerostat.router.authentication.account;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dictionary {@code details.transport.peer_cert} that authenticators get. The dictionary uses Crossbar.io's
 * key names where they exist (docs/reference/crossbar.md#authenticators).
 */
final class PeerCertificate {
    private PeerCertificate() {}

    static Map<String, @Nullable Object> of(X509Certificate certificate) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("sha1", withColons(CertificateFingerprint.of(certificate, "SHA-1")));
        details.put("sha256", withColons(CertificateFingerprint.of(certificate, "SHA-256")));
        details.put("serial", certificate.getSerialNumber().toString());
        details.put("version", certificate.getVersion());
        details.put("signature_algorithm", certificate.getSigAlgName());
        details.put("not_before", certificate.getNotBefore().toInstant().toString());
        details.put("not_after", certificate.getNotAfter().toInstant().toString());
        details.put("subject", name(certificate.getSubjectX500Principal()));
        details.put("issuer", name(certificate.getIssuerX500Principal()));
        return details;
    }

    private static String withColons(String digits) {
        return digits.toUpperCase(Locale.ROOT).replaceAll("..(?=.)", "$0:");
    }

    /**
     * Returns the name {@code CN=client, O=Example} as {@code {"cn": "client", "o": "Example"}}. If the name has
     * several values for a key, the most specific value is used.
     */
    private static Map<String, String> name(X500Principal principal) {
        try {
            Map<String, String> parts = new LinkedHashMap<>();
            // The parts are ordered from general to specific, so a more specific value replaces a more general one.
            for (Rdn part : new LdapName(principal.getName()).getRdns()) {
                parts.put(part.getType().toLowerCase(Locale.ROOT), String.valueOf(part.getValue()));
            }
            return parts;
        } catch (InvalidNameException e) {
            throw new IllegalStateException("every X.500 name is a name of RFC 2253", e);
        }
    }
}
