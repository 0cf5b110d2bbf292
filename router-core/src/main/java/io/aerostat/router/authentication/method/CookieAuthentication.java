package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.cookie.CookieIdentity;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.session.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a browser by its cookie, if the browser has authenticated before by another method ({@code cookie};
 * COO-1). If the cookie has no identity yet, the client uses the next method in its list; after that, the cookie proves
 * the identity established by that method.
 */
final class CookieAuthentication implements AuthenticationMethod {
    static final String NAME = "cookie";

    /**
     * The entries of WELCOME that other methods add for one session, and that therefore are not stored with the cookie.
     */
    private static final Set<String> OF_THE_SESSION = Set.of("verifier", "scram_server_signature");

    private final CookieStore store;
    private final CookieSessions sessions;
    private final Denial denial;

    CookieAuthentication(CookieStore store, CookieSessions sessions, Denial denial) {
        this.store = store;
        this.sessions = sessions;
        this.denial = denial;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean assignsRealms() {
        return true;
    }

    @Override
    public boolean appliesTo(AuthenticationRequest request) {
        return identity(request).isPresent();
    }

    private Optional<CookieIdentity> identity(AuthenticationRequest request) {
        String value = request.transport().cookie();
        String authid = request.details().authid();
        return value == null
                ? Optional.empty()
                : store.identity(value)
                        .filter(known -> known.isFor(request.realm()))
                        .filter(known -> authid == null || authid.isEmpty() || authid.equals(known.authid()));
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        return CompletableFuture.completedFuture(identity(request)
                .<AuthenticationStep>map(
                        known -> new Granted(known.realm(), known.authid(), known.authrole(), NAME, known.authextra()))
                .orElseGet(this::refused));
    }

    /** Refuses a client that lists no other method, or whose cookie has just been revoked. */
    Refused refused() {
        return denial.because("no client has authenticated with this cookie (expected another method first)");
    }

    /**
     * Called when a session has joined on a connection with a cookie.
     *
     * @param end ends this session
     */
    CookieSession joined(AuthenticationRequest request, Principal principal, Runnable end) {
        String value = request.transport().cookie();
        if (value == null) {
            return CookieSession.NONE;
        }
        if (provesSomething(principal)) {
            store.authenticate(value, identityOf(request, principal));
        }
        return sessions.add(value, end);
    }

    /**
     * Checks whether the session has proved an identity that the cookie may prove later. An anonymous session has
     * proved none: a cookie with an anonymous identity would keep the client from authenticating by another method.
     */
    private static boolean provesSomething(Principal principal) {
        return !principal.authmethod().equals(NAME) && !principal.authmethod().equals("anonymous");
    }

    private static CookieIdentity identityOf(AuthenticationRequest request, Principal principal) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(principal.authextra());
        extra.keySet().removeAll(OF_THE_SESSION);
        return new CookieIdentity(
                request.realm(),
                principal.realm(),
                principal.authid(),
                principal.authrole(),
                principal.authmethod(),
                principal.authprovider(),
                extra);
    }
}
