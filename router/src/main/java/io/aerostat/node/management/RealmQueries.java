package io.aerostat.node.management;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.inventory.RealmInventory;
import io.aerostat.router.inventory.SessionEntry;
import io.aerostat.router.inventory.SessionFilter;
import io.aerostat.router.inventory.SessionPage;
import io.aerostat.router.inventory.UriBranch;
import io.aerostat.router.inventory.UriEntry;
import io.aerostat.router.inventory.UriPage;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.realm.RealmCaller;
import io.aerostat.router.realm.RealmProcedure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The procedures that show the sessions, registrations and subscriptions of one realm, and end a session. The first
 * argument of each procedure is the realm. Answers come in pages.
 */
final class RealmQueries {
    private static final int PAGE = 100;

    /** A reason is a URI: it goes into a GOODBYE and into logs. */
    private static final String REASON = "[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)+";

    private final NodeInspection node;
    private final QueryThread thread;

    RealmQueries(NodeInspection node, QueryThread thread) {
        this.node = node;
        this.thread = thread;
    }

    void addTo(Map<String, RealmProcedure> procedures) {
        procedures.put(ManagementProcedures.SESSIONS, this::sessions);
        procedures.put(ManagementProcedures.SESSION, this::session);
        procedures.put(ManagementProcedures.SLOW_CONSUMERS, this::slowConsumers);
        procedures.put(ManagementProcedures.REGISTRATIONS, arguments -> tree(arguments, RealmInventory::registrations));
        procedures.put(ManagementProcedures.SUBSCRIPTIONS, arguments -> tree(arguments, RealmInventory::subscriptions));
        procedures.put(ManagementProcedures.KILL_SESSION, new CallerProcedure(this::kill));
    }

    private CompletionStage<PayloadValues> sessions(PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        RealmInventory realm = arguments.realm(node);
        SessionFilter filter = new SessionFilter(
                arguments.optionalText("search").orElse(""),
                arguments.optionalText("authid").orElse(""),
                arguments.optionalText("authrole").orElse(""),
                arguments.optionalText("transport").orElse(""),
                arguments.optionalText("address").orElse(""));
        long after = arguments.number("after", 0);
        int limit = limit(arguments);
        return thread.askLater(() -> realm.sessions(filter, after, limit).thenApply(RealmQueries::values));
    }

    private static Map<String, Object> values(SessionPage page) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "sessions", page.sessions().stream().map(RealmQueries::values).toList());
        values.put("selected", page.selected());
        values.put("next", page.next());
        return values;
    }

    private CompletionStage<PayloadValues> session(PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        RealmInventory realm = arguments.realm(node);
        long id = arguments.session(1, "session");
        return thread.askLater(() -> realm.session(id)
                .thenApply(found -> values(found.orElseThrow(() -> QueryArguments.noSuchSession(id)))));
    }

    private CompletionStage<PayloadValues> slowConsumers(PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        RealmInventory realm = arguments.realm(node);
        int limit = limit(arguments);
        return thread.askLater(() -> realm.slowConsumers(limit)
                .thenApply(found -> Map.of(
                        "sessions", found.stream().map(RealmQueries::values).toList())));
    }

    private interface Tree {
        UriPage level(RealmInventory realm, @Nullable String parent, @Nullable String after, int limit);
    }

    private CompletionStage<PayloadValues> tree(PayloadValues values, Tree tree) {
        QueryArguments arguments = new QueryArguments(values);
        RealmInventory realm = arguments.realm(node);
        String parent = arguments.optionalText("parent").orElse(null);
        String after = arguments.optionalText("after").orElse(null);
        int limit = limit(arguments);
        return thread.ask(() -> values(tree.level(realm, parent, after, limit)));
    }

    private static Map<String, Object> values(UriPage page) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "branches", page.branches().stream().map(RealmQueries::values).toList());
        if (page.next() != null) {
            values.put("next", page.next());
        }
        return values;
    }

    private static Map<String, Object> values(UriBranch branch) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", branch.name());
        values.put("uri", branch.uri());
        values.put("below", branch.below());
        values.put(
                "entries", branch.entries().stream().map(RealmQueries::values).toList());
        return values;
    }

    private static Map<String, Object> values(UriEntry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", entry.id());
        values.put("uri", entry.uri());
        values.put("match", entry.match().wire());
        if (!entry.invoke().isEmpty()) {
            values.put("invoke", entry.invoke());
        }
        values.put("created", entry.created().toString());
        values.put("members", entry.members());
        return values;
    }

    private CompletionStage<PayloadValues> kill(RealmCaller caller, PayloadValues values) {
        QueryArguments arguments = new QueryArguments(values);
        RealmInventory realm = arguments.realm(node);
        long id = arguments.session(1, "session");
        String reason = arguments.optionalText("reason").orElse(CloseUris.KILLED);
        if (!reason.matches(REASON)) {
            throw new ProcedureException(
                    ErrorUris.INVALID_ARGUMENT,
                    "reason: found something else (expected a URI such as my.close.reason)");
        }
        String message = arguments.optionalText("message").orElse(null);
        if (id == caller.session()) {
            throw new ProcedureException(
                    ErrorUris.INVALID_ARGUMENT, "session: found the caller's own (expected another)");
        }
        if (!realm.kill(id, caller.session(), reason, message)) {
            throw QueryArguments.noSuchSession(id);
        }
        node.audit(caller, ManagementProcedures.KILL_SESSION, Map.of("session", id, "reason", reason));
        return CompletableFuture.completedFuture(new PayloadValues(List.of(Map.of("session", id)), Map.of()));
    }

    private static int limit(QueryArguments arguments) {
        return (int) Math.min(arguments.number("limit", PAGE), RealmInventory.LARGEST_PAGE);
    }

    private static Map<String, Object> values(SessionEntry session) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("session", session.id());
        values.put("authid", session.authid());
        values.put("authrole", session.authrole());
        values.put("authmethod", session.authmethod());
        values.put("transport", session.transport());
        values.put("peer", session.peer());
        values.put("serializer", session.serializer());
        values.put("agent", session.agent());
        values.put("age_seconds", session.age().toSeconds());
        values.put("received", session.received());
        values.put("sent", session.sent());
        values.put("waiting_bytes", session.waitingBytes());
        values.put("is_slow", session.isSlow());
        values.put("dropped_events", session.droppedEvents());
        return values;
    }
}
