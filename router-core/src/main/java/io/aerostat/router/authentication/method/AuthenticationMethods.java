package io.aerostat.router.authentication.method;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The authentication methods of one transport. A client gets the first method in its list that is configured here;
 * unknown names are skipped (AUT-3). A client that lists no method gets {@code anonymous}.
 */
public final class AuthenticationMethods {
    private static final String ANONYMOUS = "anonymous";

    private final Map<String, AuthenticationMethod> methods = new LinkedHashMap<>();
    private final @Nullable AuthenticationMethod always;
    private final @Nullable CookieAuthentication cookies;

    /**
     * Creates the set.
     *
     * @throws IllegalArgumentException if two methods have the same name
     */
    public AuthenticationMethods(List<AuthenticationMethod> methods) {
        always = null;
        cookies = methods.stream()
                .filter(CookieAuthentication.class::isInstance)
                .map(CookieAuthentication.class::cast)
                .findFirst()
                .orElse(null);
        for (AuthenticationMethod method : methods) {
            if (this.methods.put(method.name(), method) != null) {
                throw new IllegalArgumentException(
                        "authentication method " + method.name() + ": found twice (expected once)");
            }
        }
    }

    private AuthenticationMethods(AuthenticationMethod always) {
        this.always = always;
        this.cookies = null;
        methods.put(always.name(), always);
    }

    /**
     * Returns a set that uses one method for every client, whatever methods the client lists. The set is for
     * connections that need no proof, such as connections within this process.
     */
    public static AuthenticationMethods always(AuthenticationMethod method) {
        return new AuthenticationMethods(method);
    }

    /**
     * Returns the methods of a transport without configured authentication: every client joins with the role
     * {@code anonymous}.
     */
    public static AuthenticationMethods anonymous() {
        return new AuthenticationMethods(List.of(AnonymousAuthentication.withRole(ANONYMOUS)));
    }

    /** Checks whether at least one of the methods may choose the realm. */
    public boolean assignsRealms() {
        for (AuthenticationMethod method : methods.values()) {
            if (method.assignsRealms()) {
                return true;
            }
        }
        return false;
    }

    /** Begins the first method in the client's list that is configured here. */
    public Begun begin(AuthenticationRequest request) {
        if (always != null) {
            return new Begun(always.name(), always.patience(), always.begin(request));
        }
        List<String> offered = request.details().authmethods();
        if (offered.isEmpty()) {
            offered = List.of(ANONYMOUS);
        }
        for (String name : offered) {
            AuthenticationMethod method = methods.get(name);
            if (method != null && method.appliesTo(request)) {
                return new Begun(method.name(), method.patience(), method.begin(request));
            }
        }
        if (cookies != null && offered.contains(cookies.name())) {
            return new Begun(cookies.name(), Duration.ZERO, CompletableFuture.completedFuture(cookies.refused()));
        }
        // AUT-4: none of the offered methods is configured.
        Refused refused = offered.equals(List.of(ANONYMOUS))
                ? new Refused(
                        ErrorUris.AUTHENTICATION_REQUIRED,
                        "this transport accepts no anonymous sessions; it accepts " + methods.keySet())
                : new Refused(
                        ErrorUris.NO_MATCHING_AUTH_METHOD,
                        "none of the offered authentication methods " + bounded(offered)
                                + " is configured (expected one of " + methods.keySet() + ")");
        return new Begun("", Duration.ZERO, CompletableFuture.completedFuture(refused));
    }

    /**
     * Called when a session has joined. If the transport authenticates by cookie, the cookie of the connection now
     * proves the session's identity (COO-1).
     *
     * @param end ends the session; may be called on any thread
     */
    public CookieSession joined(AuthenticationRequest request, Principal principal, Runnable end) {
        return cookies == null ? CookieSession.NONE : cookies.joined(request, principal, end);
    }

    private static List<String> bounded(List<String> offered) {
        return offered.stream()
                .limit(8)
                .map(name -> name.substring(0, Math.min(40, name.length())))
                .toList();
    }

    /**
     * An authentication that has begun.
     *
     * @param method the name of the chosen method; empty if there is none
     * @param patience the time limit of each step; the longer of this and the handshake limit applies
     */
    public record Begun(String method, Duration patience, CompletionStage<AuthenticationStep> step) {}
}
