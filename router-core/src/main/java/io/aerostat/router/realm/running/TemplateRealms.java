package io.aerostat.router.realm.running;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.realm.TemplateStatistics;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.state.RealmDirectory.Opened;
import io.netty.util.Timer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The realms that are created from templates, and the names of realms that are being added by name. Any thread.
 * Synchronized, because creating a realm from a template, removing it and changing its template must not overlap; a
 * join to an existing realm does not need the lock. Event loops take the lock, so a realm that is added by name, which
 * may open files, starts without the lock.
 */
final class TemplateRealms {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateRealms.class);

    /** How often to look for empty realms. */
    private static final long SWEEP_MILLIS = 250;

    private final Map<String, Realm> realms;
    private final Function<RealmDefinition, Realm> newRealm;
    private final Timer timer;
    /** The names of the realms that are being added. */
    private final Set<String> reserved = new HashSet<>();

    private volatile List<Entry> templates = List.of();
    private boolean sweeping;
    private boolean closed;

    /** A template with its realms. The lock of the outer object guards the map and the numbers. */
    private static final class Entry {
        final RealmTemplate template;
        final Map<String, Realm> made;
        long created;
        long refused;

        Entry(RealmTemplate template, Map<String, Realm> made) {
            this.template = template;
            this.made = made;
        }
    }

    /**
     * @param realms all realms of the router
     * @param newRealm starts a realm
     * @param timer runs the search for empty realms
     */
    TemplateRealms(Map<String, Realm> realms, Function<RealmDefinition, Realm> newRealm, Timer timer) {
        this.realms = realms;
        this.newRealm = newRealm;
        this.timer = timer;
    }

    /** Checks whether a realm of this name can be created from a template. */
    boolean matches(String name) {
        return entry(name) != null;
    }

    private @Nullable Entry entry(String name) {
        for (Entry entry : templates) {
            if (entry.template.matches(name)) {
                return entry;
            }
        }
        return null;
    }

    /** Returns a realm for a session of a role; creates the realm if its name matches a template that has this role. */
    synchronized Opened open(String name, String role) {
        Realm present = realms.get(name);
        if (present != null) {
            return Opened.of(present);
        }
        if (reserved.contains(name)) {
            return new Opened(null, ErrorUris.UNAVAILABLE, "realm \"" + name + "\" is starting (try again)");
        }
        Entry entry = entry(name);
        if (entry == null || closed) {
            return Opened.none(name);
        }
        if (!entry.template.hasRole(role) && !role.equals(Principal.TRUSTED)) {
            return new Opened(
                    null,
                    ErrorUris.NO_SUCH_ROLE,
                    "realm template \"" + entry.template.name() + "\" has no role \"" + role + "\"");
        }
        if (entry.made.size() >= entry.template.maxRealms()) {
            entry.refused++;
            return new Opened(
                    null,
                    ErrorUris.LIMIT_EXCEEDED,
                    "max_realms: the limit of " + entry.template.maxRealms() + " is reached");
        }
        Realm created = newRealm.apply(entry.template.realm(name));
        realms.put(name, created);
        entry.made.put(name, created);
        entry.created++;
        RefusalLog.line(LOG).log("realm {} created from template {}", name, entry.template.name());
        sweepLater();
        return Opened.of(created);
    }

    private synchronized void sweepLater() {
        if (!sweeping && !closed) {
            sweeping = true;
            timer.newTimeout(timeout -> sweep(), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        List<Realm> empty = new ArrayList<>();
        synchronized (this) {
            sweeping = false;
            for (Entry entry : templates) {
                entry.made.values().removeIf(realm -> {
                    if (!realm.places().closeIfEmptyFor(entry.template.linger())) {
                        return false;
                    }
                    realms.remove(realm.name(), realm);
                    empty.add(realm);
                    return true;
                });
            }
            if (templates.stream().anyMatch(entry -> !entry.made.isEmpty())) {
                sweepLater();
            }
        }
        empty.forEach(realm -> {
            LOG.debug("realm {} removed: it was empty", realm.name());
            realm.close();
        });
    }

    /**
     * Replaces the templates. Realms of a changed template are updated. A realm whose template is removed, or no longer
     * matches its name, moves to the first other template that matches; if there is none, the realm is removed.
     *
     * @throws IllegalArgumentException if two templates have the same name
     */
    void replace(List<RealmTemplate> wanted) {
        Set<String> names = new HashSet<>();
        for (RealmTemplate template : wanted) {
            if (!names.add(template.name())) {
                throw new IllegalArgumentException(
                        "realm template \"" + template.name() + "\": found twice (expected once)");
            }
        }
        List<Realm> orphans = new ArrayList<>();
        synchronized (this) {
            Map<String, Entry> before = new LinkedHashMap<>();
            templates.forEach(entry -> before.put(entry.template.name(), entry));
            List<Entry> next = new ArrayList<>();
            for (RealmTemplate template : wanted) {
                Entry old = before.remove(template.name());
                Entry entry = new Entry(template, old == null ? new LinkedHashMap<>() : old.made);
                if (old != null) {
                    entry.created = old.created;
                    entry.refused = old.refused;
                    entry.made.values().removeIf(realm -> !template.matches(realm.name()) && orphans.add(realm));
                }
                next.add(entry);
            }
            before.values().forEach(gone -> orphans.addAll(gone.made.values()));
            templates = List.copyOf(next);
            orphans.removeIf(this::adopt);
            orphans.forEach(realm -> realms.remove(realm.name(), realm));
            next.forEach(entry -> entry.made.forEach((name, realm) -> realm.update(entry.template.realm(name))));
        }
        orphans.forEach(Realm::close);
    }

    /** Assigns a realm to the first template that matches its name. Returns false if there is none. */
    private boolean adopt(Realm orphan) {
        Entry entry = entry(orphan.name());
        if (entry != null) {
            entry.made.put(orphan.name(), orphan);
        }
        return entry != null;
    }

    /**
     * Reserves a name for a realm that is about to start, so that no template creates a second realm of that name. If a
     * template has created a realm of that name already, separates the realm from its template instead. After a
     * reservation, the caller must call {@link #publish} or {@link #cancel}.
     *
     * @return the realm that a template has created, or null if the name is reserved now
     * @throws IllegalArgumentException if there is another realm of that name, or if the name is reserved already
     */
    synchronized @Nullable Realm reserve(String name) {
        Realm made = release(name);
        if (made == null && (realms.containsKey(name) || !reserved.add(name))) {
            throw new IllegalArgumentException("realm \"" + name + "\": found twice (expected once)");
        }
        return made;
    }

    /** Ends the reservation of a name, because the realm could not start. */
    synchronized void cancel(String name) {
        reserved.remove(name);
    }

    /** Opens a realm with a reserved name to clients. Returns false if the router is closed. */
    synchronized boolean publish(String name, Realm started) {
        reserved.remove(name);
        if (closed) {
            return false;
        }
        realms.put(name, started);
        return true;
    }

    /**
     * Separates a realm from its template, because the realm becomes permanent or is being removed. Returns the realm,
     * or null if no template has created it.
     */
    synchronized @Nullable Realm release(String name) {
        for (Entry entry : templates) {
            Realm made = entry.made.remove(name);
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    /** Checks whether a template has created the realm. */
    synchronized boolean hasMade(String name) {
        return templates.stream().anyMatch(entry -> entry.made.containsKey(name));
    }

    synchronized List<TemplateStatistics> statistics() {
        return templates.stream()
                .map(entry -> new TemplateStatistics(
                        entry.template.name(),
                        entry.made.size(),
                        entry.template.maxRealms(),
                        entry.made.values().stream()
                                .mapToInt(realm -> realm.places().taken())
                                .sum(),
                        entry.created,
                        entry.refused))
                .toList();
    }

    /** Prevents the creation of further realms. */
    synchronized void close() {
        closed = true;
    }
}
