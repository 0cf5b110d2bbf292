package io.aerostat.router.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the buckets of sessions and roles with a fake clock (P29). */
@Conformance("P29")
class SessionRateTest {
    private static final long MILLISECOND = 1_000_000L;

    /**
     * The time of the fake clock. It begins near the overflow, because {@link System#nanoTime()} may begin at any
     * value.
     */
    private long now = Long.MAX_VALUE - 500 * MILLISECOND;

    private RoleRates rates(RateLimits limits) {
        return new RoleRates(Map.of("user", limits), () -> now);
    }

    private static long accepted(SessionRate rate, int requests) {
        return IntStream.range(0, requests).filter(i -> rate.take() == 0).count();
    }

    @Test
    void aBurstIsAcceptedAndThenTheRate() {
        SessionRate rate = new SessionRate(
                rates(RateLimits.ofSession(RateLimit.perSecond(10, 5))).of("user"));

        assertThat(accepted(rate, 20)).isEqualTo(5);
        now += 1_000 * MILLISECOND; // refills the bucket, but not beyond its burst
        assertThat(accepted(rate, 20)).isEqualTo(5);
        now += 200 * MILLISECOND;
        assertThat(accepted(rate, 20)).isEqualTo(2);
        assertThat(rate.refused()).isEqualTo(48);
    }

    @Test
    void theTimeToWaitIsExact() {
        SessionRate rate = new SessionRate(
                rates(RateLimits.ofSession(RateLimit.perSecond(10, 1))).of("user"));
        assertThat(rate.take()).isZero();

        long wait = rate.take();

        assertThat(wait).isEqualTo(100 * MILLISECOND);
        now += wait - 1;
        assertThat(rate.take()).isEqualTo(1);
        now += 1;
        assertThat(rate.take()).isZero();
    }

    @Test
    void sessionsOfARoleShareItsBucketAndKeepTheirOwn() {
        RoleRates rates =
                rates(new RateLimits(Optional.of(RateLimit.perSecond(1, 4)), Optional.of(RateLimit.perSecond(1, 6))));
        SessionRate greedy = new SessionRate(rates.of("user"));
        SessionRate modest = new SessionRate(rates.of("user"));
        SessionRate other = new SessionRate(rates.of("other"));

        assertThat(accepted(greedy, 100)).isEqualTo(4); // refused requests take nothing from the role
        assertThat(accepted(modest, 100)).isEqualTo(2);
        assertThat(accepted(other, 100)).isEqualTo(100);
    }

    @Test
    void aRequestThatTheRoleRefusesTakesNothingFromTheSession() {
        RoleRates rates = rates(new RateLimits(
                Optional.of(new RateLimit(1, Duration.ofDays(1), 2)), Optional.of(RateLimit.perSecond(1, 1))));
        SessionRate rate = new SessionRate(rates.of("user"));

        assertThat(accepted(rate, 10)).isEqualTo(1);
        now += 1_000 * MILLISECOND;

        assertThat(accepted(rate, 10)).isEqualTo(1);
    }

    @Test
    void changedLimitsApplyToLivingSessions() {
        RoleRates rates = rates(RateLimits.NONE);
        SessionRate rate = new SessionRate(rates.of("user"));
        assertThat(accepted(rate, 100)).isEqualTo(100);

        rates.update(Map.of("user", RateLimits.ofSession(RateLimit.perSecond(1, 3))));
        assertThat(accepted(rate, 100)).isEqualTo(3);

        rates.update(Map.of("user", RateLimits.ofRole(RateLimit.perSecond(1, 2))));
        assertThat(accepted(rate, 100)).isEqualTo(2);

        rates.update(Map.of());
        assertThat(accepted(rate, 100)).isEqualTo(100);
    }

    /** A reload that changes one limit does not refill the buckets of the other limit. */
    @Test
    void aLimitThatStaysKeepsItsBucket() {
        RateLimit session = RateLimit.perSecond(1, 3);
        RateLimit role = RateLimit.perSecond(1, 5);
        RoleRates rates = rates(new RateLimits(Optional.of(session), Optional.of(RateLimit.perSecond(1, 100))));
        SessionRate rate = new SessionRate(rates.of("user"));
        assertThat(accepted(rate, 10)).isEqualTo(3);

        rates.update(Map.of("user", new RateLimits(Optional.of(RateLimit.perSecond(1, 3)), Optional.of(role))));
        assertThat(accepted(rate, 10)).isZero();

        SessionRate another = new SessionRate(rates.of("user"));
        assertThat(accepted(another, 2)).isEqualTo(2);
        rates.update(Map.of("user", new RateLimits(Optional.of(RateLimit.perSecond(1, 50)), Optional.of(role))));
        assertThat(accepted(another, 10)).isEqualTo(3);
    }

    @Test
    void threadsTakeNoMoreThanTheRoleHas() {
        RoleRate role = rates(RateLimits.ofRole(new RateLimit(1, Duration.ofDays(1), 1_000)))
                .of("user");
        AtomicInteger accepted = new AtomicInteger();

        IntStream.range(0, 8).parallel().forEach(thread -> {
            SessionRate rate = new SessionRate(role);
            accepted.addAndGet((int) accepted(rate, 1_000));
        });

        assertThat(accepted).hasValue(1_000);
    }

    @Test
    void theLargestLimitsDoNotOverflow() {
        SessionRate slow =
                new SessionRate(rates(RateLimits.ofSession(new RateLimit(1, RateLimit.LONGEST, RateLimit.MAXIMUM)))
                        .of("user"));
        SessionRate fast =
                new SessionRate(rates(RateLimits.ofSession(new RateLimit(RateLimit.MAXIMUM, Duration.ofMillis(1), 1)))
                        .of("user"));

        assertThat(accepted(slow, 10_000)).isEqualTo(10_000);
        assertThat(fast.take()).isZero();
        assertThat(fast.take()).isEqualTo(1);
    }

    @Test
    void impossibleLimitsAreRefused() {
        assertThatThrownBy(() -> RateLimit.perSecond(0, 1)).hasMessage("messages: found 0 (expected 1 to 1000000)");
        assertThatThrownBy(() -> RateLimit.perSecond(1, 0)).hasMessage("burst: found 0 (expected 1 to 1000000)");
        assertThatThrownBy(() -> new RateLimit(1, Duration.ofDays(2), 1)).hasMessageContaining("period: found PT48H");
    }
}
