package io.aerostat.router.dealer.selection;

import org.jspecify.annotations.Nullable;

/** Picks the last registered candidate that can serve the call. */
final class LastSelection implements CalleeSelection {
    static final LastSelection INSTANCE = new LastSelection();

    private LastSelection() {}

    @Override
    public <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim) {
        for (int i = candidates.length - 1; i >= 0; i--) {
            if (claim.on(candidates[i]) == Claim.Outcome.TAKEN) {
                return candidates[i];
            }
        }
        return null;
    }
}
