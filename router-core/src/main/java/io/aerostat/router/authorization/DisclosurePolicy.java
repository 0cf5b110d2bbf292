package io.aerostat.router.authorization;

/**
 * What becomes of a wish to disclose callers or publishers, be it their own {@code disclose_me} or a callee's {@code disclose_caller} (CID-1 to
 * CID-3, PID-2).
 */
public enum DisclosurePolicy {
    /** It is fulfilled. */
    ALLOW,
    /** The request is refused with {@code wamp.error.option_disallowed.disclose_me}. */
    REFUSE,
    /** The request is served and the wish is not, as Crossbar.io does. */
    IGNORE
}
