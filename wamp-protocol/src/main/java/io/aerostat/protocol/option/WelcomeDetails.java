package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Roles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Details of WELCOME: what the router grants to the session (SES-6, SES-7).
 *
 * @param roles {@code roles}: the router's roles and their features
 * @param agent {@code agent}: the name of the router's software
 * @param realm {@code realm}: the realm that the session has joined
 * @param authid {@code authid}: the granted authid
 * @param authrole {@code authrole}: the granted role
 * @param authmethod {@code authmethod}: the method that was used
 * @param authprovider {@code authprovider}: the source of the principal, such as {@code static} or {@code dynamic}
 * @param authextra {@code authextra}: data that the method or authenticator adds
 */
public record WelcomeDetails(
        Roles roles,
        @Nullable String agent,
        @Nullable String realm,
        @Nullable String authid,
        @Nullable String authrole,
        @Nullable String authmethod,
        @Nullable String authprovider,
        Map<String, @Nullable Object> authextra) {
    /** The details without any key. */
    public static final WelcomeDetails NONE =
            new WelcomeDetails(Roles.NONE, null, null, null, null, null, null, Map.of());

    public WelcomeDetails {
        authextra = authextra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(authextra));
    }

    /** Reads the details of a message; unknown keys are ignored. */
    public static WelcomeDetails read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.WELCOME_DETAILS, dictionary);
        return new WelcomeDetails(
                readRoles(options),
                options.text(OptionKey.AGENT),
                options.text(OptionKey.REALM),
                options.text(OptionKey.AUTHID),
                options.text(OptionKey.AUTHROLE),
                options.text(OptionKey.AUTHMETHOD),
                options.text(OptionKey.AUTHPROVIDER),
                orEmpty(options.dictionary(OptionKey.AUTHEXTRA)));
    }

    /** Returns a copy with other roles. */
    public WelcomeDetails withRoles(Roles roles) {
        return new WelcomeDetails(roles, agent, realm, authid, authrole, authmethod, authprovider, authextra);
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
        Dictionaries.put(dictionary, OptionKey.REALM, realm);
        Dictionaries.put(dictionary, OptionKey.AUTHID, authid);
        Dictionaries.put(dictionary, OptionKey.AUTHROLE, authrole);
        Dictionaries.put(dictionary, OptionKey.AUTHMETHOD, authmethod);
        Dictionaries.put(dictionary, OptionKey.AUTHPROVIDER, authprovider);
        if (!authextra.isEmpty()) {
            dictionary.put(OptionKey.AUTHEXTRA.key(), authextra);
        }
        return dictionary;
    }

    private static Map<String, @Nullable Object> orEmpty(@Nullable Map<String, @Nullable Object> dictionary) {
        return dictionary == null ? Map.of() : dictionary;
    }

    private static Roles readRoles(OptionReader options) throws ProtocolViolation {
        Map<String, @Nullable Object> roles = options.dictionary(OptionKey.ROLES);
        return roles == null ? Roles.NONE : Roles.read(roles);
    }
}
