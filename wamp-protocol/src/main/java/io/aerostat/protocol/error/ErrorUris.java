package io.aerostat.protocol.error;

/**
 * The error URIs that this project sends in ERROR and ABORT, and the error URIs of other implementations that this
 * project understands.
 */
public final class ErrorUris {
    public static final String INVALID_URI = "wamp.error.invalid_uri";
    public static final String NO_SUCH_PROCEDURE = "wamp.error.no_such_procedure";
    public static final String PROCEDURE_ALREADY_EXISTS = "wamp.error.procedure_already_exists";
    public static final String PROCEDURE_EXISTS_WITH_DIFFERENT_INVOCATION_POLICY =
            "wamp.error.procedure_exists_with_different_invocation_policy";
    public static final String NO_SUCH_REGISTRATION = "wamp.error.no_such_registration";
    public static final String NO_SUCH_SUBSCRIPTION = "wamp.error.no_such_subscription";
    public static final String NO_SUCH_SESSION = "wamp.error.no_such_session";
    public static final String INVALID_ARGUMENT = "wamp.error.invalid_argument";
    public static final String CANCELED = "wamp.error.canceled";
    public static final String TIMEOUT = "wamp.error.timeout";
    public static final String PAYLOAD_SIZE_EXCEEDED = "wamp.error.payload_size_exceeded";
    public static final String PROTOCOL_VIOLATION = "wamp.error.protocol_violation";
    public static final String NOT_AUTHORIZED = "wamp.error.not_authorized";
    public static final String AUTHORIZATION_DENIED = "wamp.error.authorization_denied";
    public static final String AUTHORIZATION_FAILED = "wamp.error.authorization_failed";
    public static final String AUTHORIZATION_REQUIRED = "wamp.error.authorization_required";
    public static final String NO_SUCH_REALM = "wamp.error.no_such_realm";
    public static final String NO_SUCH_ROLE = "wamp.error.no_such_role";
    public static final String NO_SUCH_PRINCIPAL = "wamp.error.no_such_principal";
    public static final String NO_MATCHING_AUTH_METHOD = "wamp.error.no_matching_auth_method";
    public static final String AUTHENTICATION_REQUIRED = "wamp.error.authentication_required";
    public static final String AUTHENTICATION_DENIED = "wamp.error.authentication_denied";
    public static final String AUTHENTICATION_FAILED = "wamp.error.authentication_failed";
    public static final String OPTION_NOT_ALLOWED = "wamp.error.option_not_allowed";
    public static final String DISCLOSE_ME_DISALLOWED = "wamp.error.option_disallowed.disclose_me";
    public static final String NETWORK_FAILURE = "wamp.error.network_failure";
    public static final String UNAVAILABLE = "wamp.error.unavailable";
    public static final String NO_AVAILABLE_CALLEE = "wamp.error.no_available_callee";
    public static final String FEATURE_NOT_SUPPORTED = "wamp.error.feature_not_supported";
    public static final String HISTORY_UNAVAILABLE = "wamp.error.history_unavailable";
    /** An extension: the event history does not have, or no longer has, the publication that a request names. */
    public static final String NO_SUCH_PUBLICATION = "wamp.error.no_such_publication";

    public static final String RUNTIME_ERROR = "wamp.error.runtime_error";
    /** An extension: a limit was reached; the first argument names the limit. */
    public static final String LIMIT_EXCEEDED = "wamp.error.limit_exceeded";
    /**
     * An extension: requests or attempts to join arrive too fast. The keyword argument {@code retry_after_ms} is the
     * number of milliseconds to wait.
     */
    public static final String TOO_MANY_REQUESTS = "wamp.error.too_many_requests";
    /**
     * The URI of Crossbar.io for a procedure whose callees have reached their {@code concurrency} and whose queue is
     * full.
     */
    public static final String MAX_CONCURRENCY_REACHED = "crossbar.error.max_concurrency_reached";

    private ErrorUris() {}
}
