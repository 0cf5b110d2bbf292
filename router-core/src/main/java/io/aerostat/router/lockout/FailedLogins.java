package io.aerostat.router.lockout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aerostat.router.authentication.LoginLimits;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The failed logins of many subjects: addresses or authids. A bounded table: when it is full, the subjects that fail
 * least often are forgotten first. Any thread.
 */
final class FailedLogins {
    private static final long MAX_SUBJECTS = 65_536;

    private final LongSupplier nanoTime;
    /** Created at the first failure, because most routers never need it; null until then. */
    private volatile @Nullable Cache<String, Entry> entries;

    /**
     * The failed logins of one subject.
     *
     * @param count failures since {@code since}
     * @param until the time at which the limit ends; meaningful only if {@code limited}
     */
    private record Entry(int count, long since, boolean limited, long until) {
        boolean isLimited(long now) {
            return limited && until - now > 0;
        }
    }

    FailedLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the cache, and creates it if needed. Synchronized, so that two first failures share one cache. */
    private synchronized Cache<String, Entry> created() {
        Cache<String, Entry> present = entries;
        if (present == null) {
            present = Caffeine.newBuilder()
                    .maximumSize(MAX_SUBJECTS)
                    .expireAfterWrite(LoginLimits.LONGEST)
                    .ticker(nanoTime::getAsLong)
                    .executor(Runnable::run)
                    .build();
            entries = present;
        }
        return present;
    }

    /** Checks whether no login has failed so far. */
    boolean isUnused() {
        return entries == null;
    }

    /** Returns the time for which a subject is limited; zero or less if the subject is not limited. */
    long limitedFor(String subject) {
        Cache<String, Entry> present = entries;
        Entry entry = present == null ? null : present.getIfPresent(subject);
        long now = nanoTime.getAsLong();
        return entry == null || !entry.isLimited(now) ? 0 : entry.until - now;
    }

    /**
     * Counts a failure.
     *
     * @param extendsLimit whether the failure of a limited subject makes the limit last longer
     * @return true if this failure has begun the limit
     */
    boolean failed(String subject, int failures, Duration window, Duration time, boolean extendsLimit) {
        long now = nanoTime.getAsLong();
        boolean[] began = new boolean[1];
        created().asMap().compute(subject, (key, before) -> {
            if (before != null && before.isLimited(now)) {
                return extendsLimit ? limited(failures, now, time) : before;
            }
            boolean fresh = before == null || before.limited || now - before.since > window.toNanos();
            int count = fresh ? 1 : before.count + 1;
            began[0] = count >= failures;
            return began[0] ? limited(count, now, time) : new Entry(count, fresh ? now : before.since, false, 0);
        });
        return began[0];
    }

    private static Entry limited(int count, long now, Duration time) {
        return new Entry(count, now, true, now + time.toNanos());
    }

    /** Forgets the failures of a subject. Does nothing if the subject is null. */
    void forget(@Nullable String subject) {
        Cache<String, Entry> present = entries;
        if (subject != null && present != null) {
            present.invalidate(subject);
        }
    }

    void forgetAll() {
        Cache<String, Entry> present = entries;
        if (present != null) {
            present.invalidateAll();
        }
    }

    long size() {
        Cache<String, Entry> present = entries;
        if (present == null) {
            return 0;
        }
        present.cleanUp();
        return present.estimatedSize();
    }
}
