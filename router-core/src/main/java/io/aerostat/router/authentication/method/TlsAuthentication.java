package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.CertificateFingerprint;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates by the client certificate of the TLS connection ({@code tls}; TLS-1). The TLS handshake has already
 * proved that the client has the private key and that the chain is trusted; this method uses the fingerprint to select
 * the account.
 */
final class TlsAuthentication implements AuthenticationMethod {
    static final String NAME = "tls";
    static final String NO_CERTIFICATE = "client did not send a TLS client certificate";

    private final Map<String, Account<String>> byFingerprint;
    private final Denial denial;

    /**
     * Creates the method.
     *
     * @param accounts the accounts; the credential of each is the fingerprint of its certificate: SHA-256, or SHA-1 for
     *     old configurations, in hexadecimal digits with or without colons
     * @throws IllegalArgumentException if a credential is not a fingerprint of this form
     */
    public TlsAuthentication(List<Account<String>> accounts, Denial denial) {
        this.byFingerprint = accounts.stream()
                .collect(Collectors.toMap(account -> normalize(account.credential()), account -> account));
        this.denial = denial;
    }

    private static String normalize(String fingerprint) {
        String digits = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            throw new IllegalArgumentException("certificate fingerprint: found " + fingerprint.length()
                    + " characters (expected the 64 hexadecimal digits of SHA-256, or the 40 of SHA-1)");
        }
        return digits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean assignsRealms() {
        return byFingerprint.values().stream().anyMatch(account -> account.realm() != null);
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        List<X509Certificate> chain = request.transport().peerCertificates();
        if (chain.isEmpty()) {
            return CompletableFuture.completedFuture(denial.because(NO_CERTIFICATE));
        }
        Account<String> account = find(chain.get(0));
        String authid = request.details().authid();
        return CompletableFuture.completedFuture(
                account == null || authid != null && !authid.isEmpty() && !authid.equals(account.authid())
                        ? denial.because("the TLS client certificate belongs to no known principal")
                        : account.granted("static"));
    }

    private @Nullable Account<String> find(X509Certificate certificate) {
        Account<String> account = byFingerprint.get(CertificateFingerprint.of(certificate, "SHA-256"));
        return account != null ? account : byFingerprint.get(CertificateFingerprint.of(certificate, "SHA-1"));
    }
}
