package io.aerostat.router.dealer.selection;

import org.jspecify.annotations.Nullable;

/** Picks the candidate that registered first, or else the one after it. */
final class FirstSelection implements CalleeSelection {
    static final FirstSelection INSTANCE = new FirstSelection();

    private FirstSelection() {}

    @Override
    public <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim) {
        for (C candidate : candidates) {
            if (claim.on(candidate) == Claim.Outcome.TAKEN) {
                return candidate;
            }
        }
        return null;
    }
}
