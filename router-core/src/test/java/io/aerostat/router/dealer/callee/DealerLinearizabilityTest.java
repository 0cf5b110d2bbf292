package io.aerostat.router.dealer.callee;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.EverySchedule;
import io.aerostat.router.dealer.FakeTimer;
import io.aerostat.router.dealer.selection.CalleeSelection;
import io.aerostat.router.dealer.selection.Candidate;
import io.aerostat.router.dealer.selection.Claim;
import io.aerostat.router.match.PatternIndex;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the few classes of the dealer that several threads use without a lock, under chosen schedules.
 * {@code DealerStressTest} leaves the schedules to the machine instead.
 */
class DealerLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(classes = {Places.class, Turns.class, Announcements.class, Matches.class})
    @Conformance("P22")
    void everyScheduleLooksSequential(Class<?> piece) {
        EverySchedule.looksSequential(
                piece, 2, 0); // no operations afterwards: another announcement would hide a forgotten change
    }

    /** The slots of a callee with {@code concurrency} 2 (SHR-7): no more than two are ever taken, and none is lost. */
    public static class Places {
        private final RegisteredCallee target = target();

        private static RegisteredCallee target() {
            RegisterOptions options =
                    new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, false, false, 2, false);
            FakePeer peer = new FakePeer(1, new FakeLoop(), FakePeer.ALL_ROLES);
            SessionSender sender = new SessionSender(peer);
            RegistrationTable registrations =
                    new RegistrationTable(DealerOptions.DEFAULT, new FakeTimer().clock(), RegistrationListener.NONE);
            Callee callee = new Callee(peer, DealerLimits.DEFAULT, new DealerCounters(), sender);
            RegisteringSession holder =
                    new RegisteringSession(callee, registrations, new SessionLoops(), DealerOptions.DEFAULT, sender);
            Registration registration = new Registration(
                    1, Instant.EPOCH, "com.app.work", MatchPolicy.EXACT, InvocationPolicy.SINGLE, 0, 1);
            return new RegisteredCallee(registration, holder, options, DealerOptions.DEFAULT, null);
        }

        @Operation
        public boolean take() {
            return target.tryAcquire();
        }

        /** Releases a slot even if none was taken; the count of taken slots may become negative. */
        @Operation
        public void giveBack() {
            target.release();
        }
    }

    /**
     * The turns of a round robin in which every callee can serve (SHR-5): they come in order, none twice, and none is
     * left out.
     */
    public static class Turns {
        private record Numbered(long session) implements Candidate {}

        private static final Numbered[] CALLEES = {new Numbered(0), new Numbered(1), new Numbered(2)};

        private final CalleeSelection selection = CalleeSelection.of(InvocationPolicy.ROUNDROBIN);

        @Operation
        public long next() {
            Numbered picked = selection.pick(CALLEES, callee -> Claim.Outcome.TAKEN);
            return picked == null ? -1 : picked.session();
        }
    }

    /** Each change of the registrations reaches the listener exactly once, in order, and by one thread at a time. */
    @Param(name = "session", gen = IntGen.class, conf = "1:3")
    public static class Announcements {
        private final List<Long> told = new ArrayList<>();
        private final RegistrationChanges events = new RegistrationChanges(new RegistrationListener() {
            @Override
            public void onCreate(long session, RegistrationDetails registration) {}

            @Override
            public void onRegister(long session, long registration) {
                told.add(registration); // a list that is not thread-safe
            }

            @Override
            public void onUnregister(long session, long registration) {}

            @Override
            public void onDelete(long session, long registration) {}
        });
        private long last;

        @Operation
        public void change(@Param(name = "session") int session) {
            synchronized (this) {
                last++;
                events.registered(session, last);
            }
            events.announce();
        }

        @Validate
        public void everythingIsTold() {
            for (int i = 0; i < told.size(); i++) {
                if (told.get(i) != i + 1) {
                    throw new IllegalStateException("found " + told + " (expected 1, 2, 3 …)");
                }
            }
            if (told.size() != last) {
                throw new IllegalStateException("found " + told + " (expected all " + last + ")");
            }
        }
    }

    /**
     * The index of procedures: a search never finds a procedure that was never in the index, and always finds one that
     * was always in the index (PBR-8).
     */
    @Param(name = "pattern", gen = IntGen.class, conf = "0:2")
    public static class Matches {
        private static final String[] PATTERNS = {"com.app.a", "com.app", "com..a"};

        private final PatternIndex<Integer> index = new PatternIndex<>();

        private static MatchPolicy policy(int pattern) {
            return MatchPolicy.values()[pattern];
        }

        @Operation
        public boolean put(@Param(name = "pattern") int pattern) {
            return index.put(PATTERNS[pattern], policy(pattern), pattern) == null;
        }

        @Operation
        public boolean remove(@Param(name = "pattern") int pattern) {
            return index.remove(PATTERNS[pattern], policy(pattern)) != null;
        }

        @Operation
        public int match() {
            Integer found = index.bestMatch("com.app.a");
            return found == null ? -1 : found;
        }
    }
}
