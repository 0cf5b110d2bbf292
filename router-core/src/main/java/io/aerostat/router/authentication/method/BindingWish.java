package io.aerostat.router.authentication.method;

import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Denial;
import java.util.Optional;
import java.util.Set;

/** Grants or refuses a client's request to bind its authentication to the TLS connection. */
final class BindingWish {
    /** The channel bindings that WAMP defines for cryptosign (CRY-7). */
    private static final Set<String> OF_CRYPTOSIGN = Set.of(ChannelBinding.TLS_UNIQUE, ChannelBinding.TLS_EXPORTER);

    private BindingWish() {}

    /** Returns the requested binding if this connection provides it. */
    static Optional<ChannelBinding> grant(Optional<String> type, AuthenticationRequest request) {
        return type.flatMap(name -> request.transport().bindings().ofType(name));
    }

    static boolean isKnownToCryptosign(String type) {
        return OF_CRYPTOSIGN.contains(type);
    }

    static Refused refuse(String type, Denial denial) {
        String bounded = type.substring(0, Math.min(40, type.length()));
        return denial.because("channel binding \"" + bounded + "\" is not available on this connection");
    }
}
