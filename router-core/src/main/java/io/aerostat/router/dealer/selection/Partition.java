package io.aerostat.router.dealer.selection;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Picks a candidate by a key (SHD-2), using rendezvous hashing: a key moves to another candidate only if its candidate
 * leaves, or if a new candidate ranks higher for the key. A busy candidate keeps its keys, so a call with such a key is
 * not served until the candidate has a free slot. A candidate that cannot serve the call at all is skipped, and the
 * next one in the ranking is tried.
 */
public final class Partition implements CalleeSelection {
    private final long key;

    public Partition(String key) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        this.key = hash;
    }

    @Override
    public <C extends Candidate> @Nullable C pick(C[] candidates, Claim<? super C> claim) {
        C[] ranking = candidates.clone();
        Arrays.sort(ranking, Comparator.comparingLong(this::score).reversed());
        for (C candidate : ranking) {
            switch (claim.on(candidate)) {
                case TAKEN -> {
                    return candidate;
                }
                case BUSY -> {
                    return null;
                }
                case UNFIT -> {}
            }
        }
        return null;
    }

    /**
     * Mixes key and session (with the finalizer of MurmurHash3), so that each key ranks the sessions in a different
     * order.
     */
    private long score(Candidate candidate) {
        long h = key ^ (candidate.session() * 0x9e3779b97f4a7c15L);
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
