package io.aerostat.router.dealer;

import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import org.jspecify.annotations.Nullable;

/** Options of CALL that differ from the defaults in one component. */
public final class CallOption {
    public static final Passthru PASSTHRU = new Passthru("x_test", "cbor", "none", "key1");
    public static final CallOptions RECEIVE_PROGRESS = with(true, false, 0, false, null, null, Passthru.NONE);
    public static final CallOptions PROGRESS = with(false, true, 0, false, null, null, Passthru.NONE);
    public static final CallOptions BOTH_WAYS = with(true, true, 0, false, null, null, Passthru.NONE);
    public static final CallOptions DISCLOSE_ME = with(false, false, 0, true, null, null, Passthru.NONE);
    public static final CallOptions PASSED_THROUGH = with(false, false, 0, false, null, null, PASSTHRU);

    private CallOption() {}

    private static CallOptions with(
            boolean receive,
            boolean progress,
            long timeout,
            boolean disclose,
            @Nullable String rkey,
            @Nullable String runmode,
            Passthru ppt) {
        return new CallOptions(receive, progress, timeout, disclose, rkey, runmode, ppt);
    }

    public static CallOptions timeout(long millis) {
        return with(false, false, millis, false, null, null, Passthru.NONE);
    }

    public static CallOptions progressiveTimeout(long millis) {
        return with(true, false, millis, false, null, null, Passthru.NONE);
    }

    public static CallOptions partition(String rkey) {
        return with(false, false, 0, false, rkey, "partition", Passthru.NONE);
    }

    public static CallOptions runmode(String runmode) {
        return with(false, false, 0, false, "key", runmode, Passthru.NONE);
    }

    public static RegisterOptions shared(InvocationPolicy policy) {
        return new RegisterOptions(MatchPolicy.EXACT, policy, false, false, 0, false);
    }

    public static RegisterOptions match(MatchPolicy match) {
        return new RegisterOptions(match, InvocationPolicy.SINGLE, false, false, 0, false);
    }

    public static RegisterOptions bounded(InvocationPolicy policy, int concurrency) {
        return new RegisterOptions(MatchPolicy.EXACT, policy, false, false, concurrency, false);
    }

    public static RegisterOptions force(InvocationPolicy policy) {
        return new RegisterOptions(MatchPolicy.EXACT, policy, false, false, 0, true);
    }

    public static final RegisterOptions DISCLOSE_CALLER =
            new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, true, false, 0, false);
    public static final RegisterOptions FORWARD_TIMEOUT =
            new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, false, true, 0, false);
}
