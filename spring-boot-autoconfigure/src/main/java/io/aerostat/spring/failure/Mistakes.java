package io.aerostat.spring.failure;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.error.ErrorUris;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions for the mistakes of an application. */
public final class Mistakes {
    static final String MISSING_URL = "aerostat.client.url is missing";
    static final String SET_THE_URL = "Set aerostat.client.url and aerostat.client.realm, or set"
            + " aerostat.router.enabled=true to run a router in this application. To leave the client out, set"
            + " aerostat.client.enabled=false.";

    private Mistakes() {}

    /** Returns the exception for an application that names no router, although its properties or beans need one. */
    public static WampStartFailed missingUrl(String reason) {
        return new WampStartFailed(MISSING_URL + ", but " + reason, SET_THE_URL, null);
    }

    /** Returns the exception for a missing property that another property needs. */
    public static WampStartFailed missing(String property, String reason) {
        return new WampStartFailed(property + " is missing: " + reason, "Set " + property + ".", null);
    }

    /** Returns the exception for a property whose value, or whose file, cannot be used. */
    public static WampStartFailed unusable(String property, Throwable cause) {
        return new WampStartFailed(property + ": " + cause.getMessage(), "Correct " + property + ".", cause);
    }

    /** Returns the exception for an annotated method or a contract that cannot be used. */
    public static WampStartFailed unusableMethod(String where, String problem, @Nullable Throwable cause) {
        return new WampStartFailed(where + ": " + problem, "Correct the method or its annotation.", cause);
    }

    /** Returns the exception for two methods that answer the calls of one procedure. */
    public static WampStartFailed twice(String uri, String first, String second) {
        return new WampStartFailed(
                "Two methods of this application answer the procedure " + uri + ": " + first + " and " + second,
                "Remove one of the two methods or beans, or give one of them another URI.",
                null);
    }

    /** Returns the exception for a session that could not be joined. */
    public static WampStartFailed notJoined(String address, String realm, Throwable cause) {
        String description =
                "The session with realm " + realm + " at " + address + " was not joined: " + cause.getMessage();
        String action = cause instanceof JoinRefused refused
                ? refusedJoin(refused.uri())
                : cause instanceof ConnectFailed
                        ? "Check aerostat.client.url, and start the router. With"
                                + " aerostat.client.reconnect.wait-for-router=true, the application starts without"
                                + " the router and joins later."
                        : "Check that the router answers, or set a longer aerostat.client.join-timeout.";
        return new WampStartFailed(description, action, cause);
    }

    private static String refusedJoin(String uri) {
        return switch (uri) {
            case ErrorUris.NO_SUCH_REALM -> "Set aerostat.client.realm to a realm of the router.";
            case ErrorUris.NO_SUCH_ROLE -> "Let the router give the account a role of the realm.";
            default -> "Set the authid and the secret of the router's account in aerostat.client.authentication.*.";
        };
    }

    /**
     * Returns the exception for a registration or subscription that the router has refused.
     *
     * @param where the method that the session wanted to bind
     * @param what the refused request, such as "register com.shop.order"
     * @param role the role of the session
     */
    public static WampStartFailed refused(String where, String what, String role, Throwable cause) {
        String uri = cause instanceof ApplicationError error ? error.uri() : "";
        String action = switch (uri) {
            case ErrorUris.NOT_AUTHORIZED ->
                "Allow the role " + role + " to " + what + " at the router, or join with another account"
                        + " (aerostat.client.authentication.*).";
            case ErrorUris.PROCEDURE_ALREADY_EXISTS ->
                "End the other session that has registered the procedure, or share the procedure among all"
                        + " its callees, for example with invoke = InvocationPolicy.ROUNDROBIN.";
            default -> "Correct the annotation of the method, or the configuration of the router.";
        };
        return new WampStartFailed(
                "The router does not let the session " + what + " for " + where + ": " + cause.getMessage() + " (role "
                        + role + ")",
                action,
                cause);
    }

    /** Returns one exception for the mistakes of several methods. */
    public static WampStartFailed several(Collection<WampStartFailed> failures) {
        WampStartFailed first = failures.iterator().next();
        if (failures.size() == 1) {
            return first;
        }
        StringBuilder description = new StringBuilder();
        for (WampStartFailed failure : failures) {
            description.append(description.isEmpty() ? "" : System.lineSeparator());
            description.append(failure.getMessage());
        }
        return new WampStartFailed(description.toString(), first.action(), first);
    }
}
