package io.aerostat.host.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of a child process: {@code options.env} of a worker.
 *
 * @param inherited the names taken over from this process; empty: all of them
 * @param variables variables set or replaced
 */
public record Environment(Optional<List<String>> inherited, Map<String, String> variables) {

    /** Everything this process has and nothing else: the default. */
    public static final Environment INHERITED = new Environment(Optional.empty(), Map.of());

    public Environment {
        inherited = inherited.map(List::copyOf);
        variables = Map.copyOf(variables);
    }

    /** Turns the variables of this process, which a new {@link ProcessBuilder} begins with, into those of the child. */
    void applyTo(Map<String, String> environment) {
        inherited.ifPresent(names -> environment.keySet().retainAll(names));
        environment.putAll(variables);
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "Environment[inherited=" + inherited.map(Object::toString).orElse("all") + ", variables="
                + variables.keySet() + "]";
    }
}
