package io.aerostat.router.dealer.selection;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Walks the candidates in turn; those that cannot serve are passed over, and the next turn is that of whoever follows the one taken. */
final class RoundRobin implements CalleeSelection {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim) {
        int count = candidates.length;
        if (count == 0) {
            return null;
        }
        int start = Math.floorMod(turn.getAndIncrement(), count);
        for (int i = 0; i < count; i++) {
            int position = (start + i) % count;
            if (claim.on(candidates[position]) == Claim.Outcome.TAKEN) {
                if (i > 0) {
                    turn.addAndGet(i);
                }
                return candidates[position];
            }
        }
        turn.decrementAndGet();
        return null;
    }
}
