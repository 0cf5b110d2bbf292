package io.aerostat.router.dealer;

/** What becomes of a wish to disclose callers, be it the caller's {@code disclose_me} or the callee's {@code disclose_caller} (CID-1 to CID-3). */
public enum DisclosurePolicy {
    /** It is fulfilled. */
    ALLOW,
    /** The request is refused with {@code wamp.error.option_disallowed.disclose_me}. */
    REFUSE,
    /** The request is served and the wish is not, as Crossbar.io does. */
    IGNORE
}
