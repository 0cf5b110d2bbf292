package io.aerostat.router.authorization;

/**
 * The treatment of a request to disclose the identity of callers or publishers: {@code disclose_me}, or a callee's
 * {@code disclose_caller} (CID-1 to CID-3, PID-2).
 */
public enum DisclosurePolicy {
    /** The identity is disclosed. */
    ALLOW,
    /** The request is refused with {@code wamp.error.option_disallowed.disclose_me}. */
    REFUSE,
    /** The request is served without disclosing the identity, as Crossbar.io does. */
    IGNORE
}
