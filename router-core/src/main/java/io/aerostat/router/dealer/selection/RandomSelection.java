package io.aerostat.router.dealer.selection;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Picks a random candidate; all candidates that can serve the call are equally likely. */
final class RandomSelection implements CalleeSelection {
    static final RandomSelection INSTANCE = new RandomSelection();

    private RandomSelection() {}

    @Override
    public <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim) {
        if (candidates.length == 0) {
            return null;
        }
        C drawn = candidates[ThreadLocalRandom.current().nextInt(candidates.length)];
        return claim.on(drawn) == Claim.Outcome.TAKEN ? drawn : pickOther(candidates.clone(), drawn, claim);
    }

    /** Draws from the remaining candidates, without the refused candidate, so that each of them is equally likely. */
    private static <C extends Candidate> @Nullable C pickOther(C[] urn, C refused, Claim<? super C> claim) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int left = urn.length; left > 0; left--) {
            int position = random.nextInt(left);
            C drawn = urn[position];
            urn[position] = urn[left - 1];
            if (drawn != refused && claim.on(drawn) == Claim.Outcome.TAKEN) {
                return drawn;
            }
        }
        return null;
    }
}
