package io.aerostat.client.session;

import io.aerostat.client.auth.Authentication;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of HELLO. Immutable: each method returns a changed copy.
 *
 * @param realm the realm to join; if empty, the router assigns one (SES-25)
 * @param authid the requested authid; if empty, the methods or the router decide
 * @param authrole the requested role; the router may grant another one
 * @param authextra entries that are sent in addition to the entries of the methods
 * @param authentications the methods, in order of preference; if empty, the client joins as anonymous (AUT-3)
 */
public record JoinRequest(
        Optional<String> realm,
        Optional<String> authid,
        Optional<String> authrole,
        Map<String, @Nullable Object> authextra,
        List<Authentication> authentications) {
    public JoinRequest {
        authextra = Collections.unmodifiableMap(new LinkedHashMap<>(authextra));
        authentications = List.copyOf(authentications);
    }

    /** Returns the request to join a realm without authentication. */
    public static JoinRequest of(String realm) {
        return new JoinRequest(Optional.of(realm), Optional.empty(), Optional.empty(), Map.of(), List.of());
    }

    public JoinRequest realm(String realm) {
        return new JoinRequest(Optional.of(realm), authid, authrole, authextra, authentications);
    }

    public JoinRequest authid(String authid) {
        return new JoinRequest(realm, Optional.of(authid), authrole, authextra, authentications);
    }

    public JoinRequest authrole(String authrole) {
        return new JoinRequest(realm, authid, Optional.of(authrole), authextra, authentications);
    }

    public JoinRequest authextra(Map<String, ? extends @Nullable Object> authextra) {
        return new JoinRequest(realm, authid, authrole, Collections.unmodifiableMap(authextra), authentications);
    }

    /** Adds a method after the methods that the request already has. */
    public JoinRequest authentication(Authentication authentication) {
        List<Authentication> more = new ArrayList<>(authentications);
        more.add(authentication);
        return new JoinRequest(realm, authid, authrole, authextra, more);
    }

    /** Replaces the methods. */
    public JoinRequest authentications(List<Authentication> authentications) {
        return new JoinRequest(realm, authid, authrole, authextra, authentications);
    }

    /** Returns the authid for HELLO: the requested authid, or otherwise the authid of the first method that has one. */
    public Optional<String> effectiveAuthid() {
        return authid.or(
                () -> authentications.stream().flatMap(a -> a.authid().stream()).findFirst());
    }

    /** Leaves out {@code authextra}, which may hold secrets. */
    @Override
    public String toString() {
        return "JoinRequest[realm " + realm.orElse("by the router") + ", methods "
                + authentications.stream().map(Authentication::method).toList() + "]";
    }
}
