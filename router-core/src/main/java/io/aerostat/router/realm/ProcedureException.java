package io.aerostat.router.realm;

/**
 * An ERROR that a procedure of the embedding program returns, or the refusal of its
 * {@link io.aerostat.router.authentication.AuthenticatorFunction}. The exception has no stack trace, because it does
 * not report a bug.
 */
public final class ProcedureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String uri;
    private final String text;

    /**
     * Creates an exception.
     *
     * @param uri the URI of the ERROR, such as {@code wamp.error.invalid_argument}
     * @param text a text for people, which is the first argument of the ERROR
     */
    public ProcedureException(String uri, String text) {
        super(uri + ": " + text, null, false, false);
        this.uri = uri;
        this.text = text;
    }

    /** Returns the URI of the ERROR. */
    public String uri() {
        return uri;
    }

    /** Returns the first argument of the ERROR. */
    public String text() {
        return text;
    }
}
