package io.aerostat.router.dealer.selection;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Walks the candidates in turn; those that cannot serve are passed over, and the next turn is that of whoever follows
 * the one taken. When one leaves, the turn stays with whoever had it (SHR-5). Claims that cross each other, or a
 * departure, may take a turn twice; nothing else is lost.
 */
final class RoundRobin implements CalleeSelection {
    /** The position of the next turn; may point behind the end, which is the beginning. */
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim) {
        int count = candidates.length;
        if (count == 0) {
            return null;
        }
        // The turn moves on before the claim, so that simultaneous claims go to other candidates.
        int start = turn.getAndUpdate(now -> (now % count + 1) % count) % count;
        for (int i = 0; i < count; i++) {
            int position = (start + i) % count;
            if (claim.on(candidates[position]) == Claim.Outcome.TAKEN) {
                if (i > 0) {
                    turn.set((position + 1) % count);
                }
                return candidates[position];
            }
        }
        turn.compareAndSet((start + 1) % count, start);
        return null;
    }

    @Override
    public void left(int position) {
        turn.getAndUpdate(now -> position < now ? now - 1 : now);
    }
}
