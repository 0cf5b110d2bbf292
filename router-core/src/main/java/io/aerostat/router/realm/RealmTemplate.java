package io.aerostat.router.realm;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Role;
import java.time.Duration;
import java.util.List;

/**
 * Describes realms that the router creates when their first session joins, and removes when they are empty. A realm is
 * created only for a client that has proved its identity, and whose role the template has.
 *
 * @param name the name of the template
 * @param pattern the names of the template's realms: a URI in which {@code *} stands for one component, such as
 *     {@code tenant.*}
 * @param options the options of each realm; the only event store is the one in memory, because the realms are
 *     temporary
 * @param roles the roles of each realm
 * @param maxRealms the number of realms of this template that may exist at the same time
 * @param linger the time from the end of a realm's last session to the removal of the realm, with its retained events
 *     and history; from a millisecond to a day
 */
public record RealmTemplate(
        String name, String pattern, RealmOptions options, List<Role> roles, int maxRealms, Duration linger) {
    private static final String ANY = "*";

    /** The maximum length, in characters, of the name of a realm that is created from a template. */
    public static final int LONGEST_NAME = 200;

    public RealmTemplate {
        if (!isPattern(pattern)) {
            throw new IllegalArgumentException("realm template \"" + name + "\": found pattern \"" + pattern
                    + "\" (expected a URI with a component \"*\" and another component)");
        }
        if (maxRealms < 1) {
            throw new IllegalArgumentException(
                    "realm template \"" + name + "\": found maxRealms " + maxRealms + " (expected at least 1)");
        }
        if (linger.compareTo(Duration.ofMillis(1)) < 0 || linger.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("realm template \"" + name + "\": found linger " + linger
                    + " (expected a time from a millisecond to a day)");
        }
        if (options.broker().eventStore().isPresent()) {
            throw new IllegalArgumentException(
                    "realm template \"" + name + "\": found an event store (expected the one in memory)");
        }
        roles = List.copyOf(roles);
    }

    /** Checks whether a text can be the pattern of a template. */
    public static boolean isPattern(String pattern) {
        List<String> components = List.of(pattern.split("\\.", -1));
        return components.contains(ANY)
                && components.stream().anyMatch(component -> !component.equals(ANY))
                && components.stream().allMatch(component -> component.equals(ANY) || component.indexOf('*') < 0)
                && UriCheck.LOOSE.isUri(pattern.replace('*', 'x'));
    }

    /**
     * Checks whether a realm of this name can be created from this template. Control characters, which loose URIs may
     * contain, match nothing: clients choose the name, and operators read it in logs and on terminals.
     */
    public boolean matches(String realm) {
        if (realm.length() > LONGEST_NAME
                || !UriCheck.LOOSE.isUri(realm)
                || realm.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        String[] wanted = pattern.split("\\.", -1);
        String[] found = realm.split("\\.", -1);
        if (wanted.length != found.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals(ANY) && !wanted[i].equals(found[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the definition of a realm of this template. */
    public RealmDefinition realm(String realm) {
        return new RealmDefinition(realm, options, roles);
    }

    /** Checks whether the realms of this template have a role. */
    public boolean hasRole(String role) {
        return roles.stream().anyMatch(one -> one.name().equals(role));
    }
}
