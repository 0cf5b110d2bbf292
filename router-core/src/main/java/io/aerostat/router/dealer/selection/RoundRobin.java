package io.aerostat.router.dealer.selection;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Picks the candidates in turn, and skips candidates that cannot serve the call. The next turn belongs to the candidate
 * after the picked candidate, even if another candidate leaves (SHR-5). Concurrent calls or a departure can give one
 * candidate two turns in a row, but have no other effect.
 */
final class RoundRobin implements CalleeSelection {
    /** The position of the candidate whose turn is next; a position past the end means the first candidate. */
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim) {
        int count = candidates.length;
        if (count == 0) {
            return null;
        }
        // Advance the turn before the claim, so that concurrent claims begin at different candidates.
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
