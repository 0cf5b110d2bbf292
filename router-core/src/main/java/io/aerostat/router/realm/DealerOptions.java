package io.aerostat.router.realm;

import io.aerostat.router.authorization.DisclosurePolicy;
import java.time.Duration;

/**
 * The options of a realm's dealer.
 *
 * @param requestOrder how strictly request ids are checked
 * @param disclosure whether callers are disclosed when they or the callee ask for it; a permission can always disclose
 *     callers (CID-4)
 * @param defaultTimeout the timeout of a call that specifies none; zero for the maximum (TMO-9)
 * @param maximumTimeout the longest timeout of a call; zero for no limit
 * @param timeoutsInSeconds whether calls specify timeouts in seconds, as clients of Crossbar.io do, instead of
 *     milliseconds (TMO-1)
 * @param forwardTimeouts whether to treat every registration as if it had the option {@code forward_timeout} (TMO-4)
 */
public record DealerOptions(
        RequestOrder requestOrder,
        DisclosurePolicy disclosure,
        Duration defaultTimeout,
        Duration maximumTimeout,
        boolean forwardTimeouts,
        boolean timeoutsInSeconds,
        DealerLimits limits) {
    public static final DealerOptions DEFAULT = new DealerOptions(
            RequestOrder.LENIENT,
            DisclosurePolicy.ALLOW,
            Duration.ZERO,
            Duration.ZERO,
            false,
            false,
            DealerLimits.DEFAULT);

    public DealerOptions {
        requireNotNegative("defaultTimeout", defaultTimeout);
        requireNotNegative("maximumTimeout", maximumTimeout);
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + ": found " + value + " (expected zero or more)");
        }
    }

    public DealerOptions withRequestOrder(RequestOrder order) {
        return new DealerOptions(
                order, disclosure, defaultTimeout, maximumTimeout, forwardTimeouts, timeoutsInSeconds, limits);
    }

    public DealerOptions withDisclosure(DisclosurePolicy policy) {
        return new DealerOptions(
                requestOrder, policy, defaultTimeout, maximumTimeout, forwardTimeouts, timeoutsInSeconds, limits);
    }

    /** Returns a copy with another default timeout and another maximum timeout. */
    public DealerOptions withTimeouts(Duration standard, Duration maximum) {
        return new DealerOptions(
                requestOrder, disclosure, standard, maximum, forwardTimeouts, timeoutsInSeconds, limits);
    }

    public DealerOptions withForwardTimeouts(boolean forward) {
        return new DealerOptions(
                requestOrder, disclosure, defaultTimeout, maximumTimeout, forward, timeoutsInSeconds, limits);
    }

    public DealerOptions withTimeoutsInSeconds(boolean seconds) {
        return new DealerOptions(
                requestOrder, disclosure, defaultTimeout, maximumTimeout, forwardTimeouts, seconds, limits);
    }

    /** Returns a copy with other limits. */
    public DealerOptions withLimits(DealerLimits bounds) {
        return new DealerOptions(
                requestOrder, disclosure, defaultTimeout, maximumTimeout, forwardTimeouts, timeoutsInSeconds, bounds);
    }

    /**
     * Returns the timeout of a call in milliseconds, or 0 for none (TMO-1, TMO-9).
     *
     * @param asked the timeout that the call specifies; 0 if it specifies none
     */
    public long effectiveTimeout(long asked) {
        long maximum = maximumTimeout.toMillis();
        long wanted = asked != 0 ? asked : defaultTimeout.toMillis();
        return maximum == 0 ? wanted : wanted == 0 ? maximum : Math.min(wanted, maximum);
    }
}
