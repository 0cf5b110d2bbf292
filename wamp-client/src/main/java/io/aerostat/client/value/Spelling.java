package io.aerostat.client.value;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the name that a misspelt key is likely to mean. Stateless; any thread. */
public final class Spelling {
    /**
     * The largest number of unknown keys of one dictionary that are compared; without a bound, a peer could make the
     * comparison take any amount of time.
     */
    static final int COMPARED_KEYS = 32;

    /**
     * The length of the shortest names that are checked for typos: in shorter names, adding or removing a letter often
     * makes another word.
     */
    private static final int TYPO_LENGTH = 4;

    private static final int TWO_TYPOS_LENGTH = 8;
    private static final int LONGEST = 64;

    private Spelling() {}

    /** A misspelt key, and the name that it is likely to mean. */
    public record Misspelling(String written, String meant) {}

    /**
     * Returns the first misspelt key of a dictionary, considering only its first {@value #COMPARED_KEYS} unknown keys.
     *
     * @param names the known names
     * @param isMissing whether the dictionary has no value for a name; a key that resembles a name with a value is not
     *     treated as misspelt
     */
    public static Optional<Misspelling> firstIn(
            Collection<?> keys, Collection<String> names, Predicate<String> isMissing) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return keys.stream()
                .map(String::valueOf)
                .filter(key -> !names.contains(key))
                .limit(COMPARED_KEYS)
                .flatMap(key -> meant(key, names).filter(isMissing).map(name -> new Misspelling(key, name)).stream())
                .findFirst();
    }

    /** Returns the first name that {@code written} is likely to mean; never {@code written} itself. */
    static Optional<String> meant(String written, Collection<String> names) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String bare = bare(written);
        return names.stream().filter(name -> isLike(written, bare, name)).findFirst();
    }

    private static boolean isLike(String written, String bare, String name) {
        if (written.equals(name) || name.length() > LONGEST) {
            return false;
        }
        if (bare.equals(bare(name))) {
            return true;
        }
        int shorter = Math.min(written.length(), name.length());
        int allowed = shorter < TYPO_LENGTH ? 0 : shorter < TWO_TYPOS_LENGTH ? 1 : 2;
        return allowed > 0 && isWithin(allowed, written, 0, name, 0);
    }

    private static String bare(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Checks whether two words, from the given positions on, differ by at most {@code typos} added, missing, wrong or
     * swapped letters. Stops as soon as the number of typos exceeds this limit.
     */
    private static boolean isWithin(int typos, String a, int fromA, String b, int fromB) {
        int i = fromA;
        int j = fromB;
        while (i < a.length() && j < b.length() && a.charAt(i) == b.charAt(j)) {
            i++;
            j++;
        }
        int restOfA = a.length() - i;
        int restOfB = b.length() - j;
        if (restOfA == 0 || restOfB == 0) {
            return restOfA + restOfB <= typos;
        }
        if (typos == 0 || Math.abs(restOfA - restOfB) > typos) {
            return false;
        }
        boolean swapped = restOfA > 1
                && restOfB > 1
                && a.charAt(i) == b.charAt(j + 1)
                && a.charAt(i + 1) == b.charAt(j)
                && isWithin(typos - 1, a, i + 2, b, j + 2);
        return swapped
                || isWithin(typos - 1, a, i + 1, b, j + 1)
                || isWithin(typos - 1, a, i + 1, b, j)
                || isWithin(typos - 1, a, i, b, j + 1);
    }
}
