package io.aerostat.client.rpc;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.uri.MatchPolicy;

/**
 * A procedure or pattern to register, with options. Immutable: each method returns a changed copy.
 *
 * @param uri the URI of the procedure, or the pattern
 * @param match how the URI is compared with the called procedure (PBR-1)
 * @param invoke how one of several callees is chosen (SHR-1)
 * @param discloseCaller whether the handler requests the identity of its callers (CID-3)
 * @param keepsTimeout whether this client monitors the timeouts of calls, instead of the router (TMO-3)
 * @param concurrency the largest number of concurrent calls to this callee, 0 for no limit (SHR-7)
 * @param replacesOthers whether present callees are removed (SHR-7)
 * @param inOrder whether an invocation starts only when the handler has returned from the previous one (ORD-3);
 *     otherwise invocations run concurrently
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-pattern-based-registrations">Pattern-based
 *     registrations in the WAMP specification</a>
 */
public record ProcedureOffer(
        String uri,
        MatchPolicy match,
        InvocationPolicy invoke,
        boolean discloseCaller,
        boolean keepsTimeout,
        int concurrency,
        boolean replacesOthers,
        boolean inOrder) {

    public ProcedureOffer {
        if (concurrency < 0) {
            throw new IllegalArgumentException("concurrency: found " + concurrency + " (expected 0 or more)");
        }
    }

    /** Returns the offer of one procedure. */
    public static ProcedureOffer of(String uri) {
        return of(uri, MatchPolicy.EXACT);
    }

    /** Returns the offer of all procedures that match. */
    public static ProcedureOffer of(String uri, MatchPolicy match) {
        return new ProcedureOffer(uri, match, InvocationPolicy.SINGLE, false, false, 0, false, true);
    }

    /** Matches every procedure whose URI begins with {@code prefix}. */
    public static ProcedureOffer prefix(String prefix) {
        return of(prefix, MatchPolicy.PREFIX);
    }

    /**
     * Matches every procedure that equals the pattern in all non-empty components of the pattern, such as
     * {@code com.shop..price}.
     */
    public static ProcedureOffer wildcard(String pattern) {
        return of(pattern, MatchPolicy.WILDCARD);
    }

    /** Shares the procedure with other callees under this policy. */
    public ProcedureOffer invoke(InvocationPolicy invoke) {
        return new ProcedureOffer(
                uri, match, invoke, discloseCaller, keepsTimeout, concurrency, replacesOthers, inOrder);
    }

    /** Returns a copy that requests the identity of the callers. */
    public ProcedureOffer withDisclosedCaller() {
        return new ProcedureOffer(uri, match, invoke, true, keepsTimeout, concurrency, replacesOthers, inOrder);
    }

    /** Returns a copy with which this client, not the router, monitors the timeouts of calls. */
    public ProcedureOffer keepingTimeout() {
        return new ProcedureOffer(uri, match, invoke, discloseCaller, true, concurrency, replacesOthers, inOrder);
    }

    public ProcedureOffer concurrency(int concurrency) {
        return new ProcedureOffer(
                uri, match, invoke, discloseCaller, keepsTimeout, concurrency, replacesOthers, inOrder);
    }

    /** Returns a copy whose registration removes the present callees. */
    public ProcedureOffer replacingOthers() {
        return new ProcedureOffer(uri, match, invoke, discloseCaller, keepsTimeout, concurrency, true, inOrder);
    }

    /** Lets invocations run concurrently, each on a thread of the client's executor. */
    public ProcedureOffer sideBySide() {
        return new ProcedureOffer(uri, match, invoke, discloseCaller, keepsTimeout, concurrency, replacesOthers, false);
    }

    /** Returns the options of the REGISTER message. */
    public RegisterOptions options() {
        return new RegisterOptions(match, invoke, discloseCaller, keepsTimeout, concurrency, replacesOthers);
    }
}
