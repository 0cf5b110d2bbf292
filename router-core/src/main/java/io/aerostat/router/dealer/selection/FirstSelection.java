package io.aerostat.router.dealer.selection;

import org.jspecify.annotations.Nullable;

/** Picks the first registered candidate that can serve the call. */
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
