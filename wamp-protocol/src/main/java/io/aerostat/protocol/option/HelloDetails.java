package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Roles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of HELLO: what a client announces about itself (AUT-2).
 *
 * @param roles {@code roles}: the client's roles and their features; at least one client role (SES-2)
 * @param agent {@code agent}: the name of the peer's software
 * @param authmethods {@code authmethods}: the authentication methods that the client supports, in its order of
 *     preference
 * @param authid {@code authid}: the authid that the client requests
 * @param authrole {@code authrole}: the role that the client requests; the router may grant another one (SES-25)
 * @param authextra {@code authextra}: data of the authentication methods; may contain secrets
 */
public record HelloDetails(
        Roles roles,
        @Nullable String agent,
        List<String> authmethods,
        @Nullable String authid,
        @Nullable String authrole,
        Map<String, @Nullable Object> authextra) {
    /** The details without any key. */
    public static final HelloDetails NONE = new HelloDetails(Roles.NONE, null, List.of(), null, null, Map.of());

    public HelloDetails {
        authmethods = List.copyOf(authmethods);
        authextra = authextra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(authextra));
    }

    /** Reads the details of a message; unknown keys are ignored. */
    public static HelloDetails read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.HELLO_DETAILS, dictionary);
        return new HelloDetails(
                readRoles(options),
                options.text(OptionKey.AGENT),
                orNone(options.texts(OptionKey.AUTHMETHODS)),
                options.text(OptionKey.AUTHID),
                options.text(OptionKey.AUTHROLE),
                orEmpty(options.dictionary(OptionKey.AUTHEXTRA)));
    }

    /** Returns a copy with other roles. */
    public HelloDetails withRoles(Roles roles) {
        return new HelloDetails(roles, agent, authmethods, authid, authrole, authextra);
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        if (!roles.equals(Roles.NONE)) {
            dictionary.put(OptionKey.ROLES.key(), roles.toMap());
        }
        Dictionaries.put(dictionary, OptionKey.AGENT, agent);
        if (!authmethods.isEmpty()) {
            dictionary.put(OptionKey.AUTHMETHODS.key(), authmethods);
        }
        Dictionaries.put(dictionary, OptionKey.AUTHID, authid);
        Dictionaries.put(dictionary, OptionKey.AUTHROLE, authrole);
        if (!authextra.isEmpty()) {
            dictionary.put(OptionKey.AUTHEXTRA.key(), authextra);
        }
        return dictionary;
    }

    private static Map<String, @Nullable Object> orEmpty(@Nullable Map<String, @Nullable Object> dictionary) {
        return dictionary == null ? Map.of() : dictionary;
    }

    private static List<String> orNone(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    private static Roles readRoles(OptionReader options) throws ProtocolViolation {
        Map<String, @Nullable Object> roles = options.dictionary(OptionKey.ROLES);
        return roles == null ? Roles.NONE : Roles.read(roles);
    }

    /** Returns a text without {@code authextra}, which may contain secrets. */
    @Override
    public String toString() {
        return "HelloDetails[" + authid + ", " + authrole + ", " + authmethods + ", " + agent + "]";
    }
}
