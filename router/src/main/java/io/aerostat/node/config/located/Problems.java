package io.aerostat.node.config.located;

import java.util.ArrayList;
import java.util.List;

/** Collects every problem of one file, so that the user sees all of them at once. Confined to the loading thread. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(Location at, String path, String message) {
        Problem problem = new Problem(at, path, message);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns the problems in the order of the file. */
    public List<Problem> inFileOrder() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort((one, other) -> one.at().compareTo(other.at()));
        return List.copyOf(sorted);
    }
}
