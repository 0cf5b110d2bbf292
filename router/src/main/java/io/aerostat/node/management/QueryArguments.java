package io.aerostat.node.management;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.inventory.RealmInventory;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.realm.RealmAdministration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a management procedure. Every argument can be given by name. Arguments that identify something, such
 * as a realm or session, can also be given by position. A wrong argument is answered with {@code
 * wamp.error.invalid_argument}.
 */
final class QueryArguments {
    private static final int LONGEST_TEXT = 500;

    private final PayloadValues values;

    QueryArguments(PayloadValues values) {
        this.values = values;
    }

    /** Returns a required text argument, which is given at this position or by this name. */
    String text(int position, String name) {
        return optionalText(position, name).orElseThrow(() -> wrong(name + ": it is missing (expected a text)"));
    }

    /** Returns a text at this position or under this name. */
    Optional<String> optionalText(int position, String name) {
        Object value = position < values.args().size() ? values.args().get(position) : value(name);
        return asText(name, value);
    }

    /** Returns the text under this name. */
    Optional<String> optionalText(String name) {
        return asText(name, value(name));
    }

    private static Optional<String> asText(String name, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && text.length() <= LONGEST_TEXT) {
            return Optional.of(text);
        }
        throw wrong(name + ": found something else (expected a text of at most " + LONGEST_TEXT + " characters)");
    }

    /** Returns the session id that is given at this position or by this name. */
    long session(int position, String name) {
        Object value = position < values.args().size() ? values.args().get(position) : value(name);
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw wrong(name + ": " + (value == null ? "it is missing" : "found something else")
                + " (expected the id of a session)");
    }

    /** Returns the number under this name, which is at least 0. */
    long number(String name, long otherwise) {
        Object value = value(name);
        if (value == null) {
            return otherwise;
        }
        if ((value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0) {
            return ((Number) value).longValue();
        }
        throw wrong(name + ": found something else (expected an integer from 0)");
    }

    /** Returns the realm that the first argument and the argument {@code router} name. */
    RealmInventory realm(NodeInspection node) {
        return administration(node).inventory();
    }

    /** Returns the administration of the realm that the first argument and the argument {@code router} name. */
    RealmAdministration administration(NodeInspection node) {
        String name = text(0, "realm");
        String router = optionalText("router").orElse("");
        return node.routers().entrySet().stream()
                .filter(one -> router.isEmpty() || one.getKey().equals(router))
                .flatMap(one -> one.getValue().realm(name).stream())
                .findFirst()
                .orElseThrow(() -> new ProcedureException(
                        ErrorUris.NO_SUCH_REALM, "no realm \"" + name + "\" exists on this node"));
    }

    static ProcedureException noSuchSession(long id) {
        return new ProcedureException(ErrorUris.NO_SUCH_SESSION, "no session with ID " + id + " exists in this realm");
    }

    private @Nullable Object value(String name) {
        return values.kwargs().get(name);
    }

    private static ProcedureException wrong(String text) {
        return new ProcedureException(ErrorUris.INVALID_ARGUMENT, text);
    }
}
