package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.DynamicAuthenticator;
import io.aerostat.router.authentication.account.RefusedException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Authentication by TLS client certificate in which an authenticator chooses the account (TLS-1). The authenticator
 * gets the certificate in {@code details.transport.peer_cert}. A client without a certificate is refused without
 * calling the authenticator.
 */
final class DynamicTlsAuthentication implements AuthenticationMethod {
    private final DynamicAuthenticator authenticator;
    private final String provider;
    private final Denial denial;

    DynamicTlsAuthentication(DynamicAuthenticator authenticator, String provider, Denial denial) {
        this.authenticator = authenticator;
        this.provider = provider;
        this.denial = denial;
    }

    @Override
    public String name() {
        return TlsAuthentication.NAME;
    }

    @Override
    public boolean assignsRealms() {
        return true;
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        List<X509Certificate> chain = request.transport().peerCertificates();
        if (chain.isEmpty()) {
            return CompletableFuture.completedFuture(denial.because(TlsAuthentication.NO_CERTIFICATE));
        }
        return RefusedException.recover(authenticator
                .ask(name(), request, Map.of(), principal -> "")
                .thenApply(account -> account.granted(provider)));
    }
}
