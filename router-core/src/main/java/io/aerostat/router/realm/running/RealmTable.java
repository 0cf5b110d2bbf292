package io.aerostat.router.realm.running;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmStatistics;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.realm.TemplateStatistics;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.state.RealmDirectory;
import io.netty.util.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The running realms of a router, by name. Any thread. */
public final class RealmTable implements RealmDirectory {
    private static final long CLOSE_SECONDS = 1;

    private final Map<String, Realm> realms = new ConcurrentHashMap<>();
    private final Function<RealmDefinition, Realm> newRealm;

    private final TemplateRealms templates;

    /**
     * @param newRealm starts a realm
     * @param timer runs the search for empty realms that were created from templates
     */
    public RealmTable(Function<RealmDefinition, Realm> newRealm, Timer timer) {
        this.newRealm = newRealm;
        this.templates = new TemplateRealms(realms, newRealm, timer);
    }

    @Override
    public boolean isJoinable(String name) {
        return realms.containsKey(name) || templates.matches(name);
    }

    @Override
    public Opened open(String name, String role) {
        Realm found = realms.get(name);
        // A closed realm is being removed; templates.open waits for the end of the removal.
        return found != null && !found.places().isClosed() ? Opened.of(found) : templates.open(name, role);
    }

    /** Replaces the templates, and changes or removes their realms accordingly. */
    public void templates(List<RealmTemplate> wanted) {
        templates.replace(wanted);
    }

    /** Checks whether a realm was created from a template. */
    public boolean isOfTemplate(String name) {
        return templates.hasMade(name);
    }

    /** Returns the numbers of the templates. */
    public List<TemplateStatistics> templateStatistics() {
        return templates.statistics();
    }

    @Override
    public @Nullable Realm find(String name) {
        return realms.get(name);
    }

    /**
     * Starts a realm, which may open files. Clients cannot join the realm until it has started.
     *
     * @throws IllegalArgumentException if there is a realm of that name already
     * @throws IllegalStateException if the router is closed meanwhile
     */
    public Realm add(RealmDefinition definition) {
        String name = definition.name();
        Realm made = templates.reserve(name);
        if (made != null) {
            made.update(definition); // the realm no longer belongs to the template
            return made;
        }
        Realm added = null;
        try {
            added = newRealm.apply(definition);
        } finally {
            if (added == null) {
                templates.cancel(name);
            }
        }
        if (!templates.publish(name, added)) {
            added.close();
            throw new IllegalStateException("realm \"" + name + "\": the router is closed");
        }
        return added;
    }

    /** Removes and closes a realm. Returns whether there was a realm of that name. */
    public boolean remove(String name) {
        templates.release(name);
        Realm removed = realms.remove(name);
        if (removed != null) {
            removed.close();
        }
        return removed != null;
    }

    /** Returns the names of the realms. */
    public Set<String> names() {
        return Set.copyOf(realms.keySet());
    }

    /** Returns the numbers of each realm, sorted by name, except realms created from templates. */
    public List<RealmStatistics> statistics() {
        return realms.values().stream()
                .filter(realm -> !templates.hasMade(realm.name()))
                .map(Realm::statistics)
                .sorted(Comparator.comparing(RealmStatistics::name))
                .toList();
    }

    /**
     * Closes all realms, because the router ends.
     *
     * @return completes when all sessions have ended, or after one second; never fails
     */
    public CompletableFuture<Void> close() {
        templates.close();
        return CompletableFuture.allOf(
                        realms.values().stream().map(Realm::close).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns an object that calls procedures as the trusted session of their realm. */
    public ProcedureCaller caller() {
        return caller(Realm::call);
    }

    /** Returns an object that calls procedures as a session of a role. */
    public ProcedureCaller callerAs(String role) {
        return caller((realm, procedure, arguments) -> realm.callAs(role, procedure, arguments));
    }

    private interface RealmCall {
        CompletionStage<PayloadValues> call(Realm realm, String procedure, PayloadValues arguments);
    }

    private ProcedureCaller caller(RealmCall call) {
        return (realm, procedure, arguments) -> {
            Realm found = realms.get(realm);
            return found == null
                    ? CompletableFuture.failedFuture(new ServiceException(
                            ErrorUris.NO_SUCH_REALM, "no realm \"" + realm + "\" exists on this router"))
                    : call.call(found, procedure, arguments);
        };
    }
}
