package io.aerostat.router.dealer.selection;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Walks the candidates in turn; those that cannot serve are passed over. */
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
                return candidates[position];
            }
        }
        return null;
    }
}
