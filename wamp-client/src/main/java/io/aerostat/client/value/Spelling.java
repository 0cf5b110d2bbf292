package io.aerostat.client.value;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was meant by another one. Stateless; any thread. */
public final class Spelling {
    /** Of shorter names, one letter more or less makes another word too often. */
    private static final int TYPO_LENGTH = 4;

    private static final int TWO_TYPOS_LENGTH = 8;
    private static final int LONGEST = 64;

    private Spelling() {}

    /** The one of {@code names} that {@code written} is likely to mean; never itself. */
    public static Optional<String> meant(String written, Collection<String> names) {
        return written.length() > LONGEST
                ? Optional.empty()
                : names.stream().filter(name -> isLike(written, name)).findFirst();
    }

    private static boolean isLike(String written, String name) {
        if (written.equals(name) || name.length() > LONGEST) {
            return false;
        }
        if (bare(written).equals(bare(name))) {
            return true;
        }
        int shorter = Math.min(written.length(), name.length());
        int allowed = shorter < TYPO_LENGTH ? 0 : shorter < TWO_TYPOS_LENGTH ? 1 : 2;
        // The lengths first: a peer may send very many names.
        return allowed > 0 && Math.abs(written.length() - name.length()) <= allowed && typos(written, name) <= allowed;
    }

    private static String bare(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Letters that are added, left out, replaced, or swapped with their neighbour (optimal string alignment). */
    private static int typos(String a, String b) {
        int[][] typos = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    typos[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(typos[i - 1][j - 1] + same, 1 + Math.min(typos[i - 1][j], typos[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                typos[i][j] = swapped ? Math.min(least, 1 + typos[i - 2][j - 2]) : least;
            }
        }
        return typos[a.length()][b.length()];
    }
}
