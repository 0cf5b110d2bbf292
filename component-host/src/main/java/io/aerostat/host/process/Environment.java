package io.aerostat.host.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of a child process: {@code options.env} of a worker.
 *
 * @param inherited the names of the variables that are taken from this process; an empty optional means all variables
 * @param variables variables that are added or replaced
 */
public record Environment(Optional<List<String>> inherited, Map<String, String> variables) {

    /** The variable names the socket on which the node reports its state to systemd. A child must not report there. */
    private static final String NOTIFY_SOCKET = "NOTIFY_SOCKET";

    /** The default: all variables of this process except {@code NOTIFY_SOCKET}, and no additional variables. */
    public static final Environment INHERITED = new Environment(Optional.empty(), Map.of());

    public Environment {
        inherited = inherited.map(List::copyOf);
        variables = Map.copyOf(variables);
    }

    /**
     * Sets the child's variables in the environment of a new {@link ProcessBuilder}, which begins with the variables of
     * this process.
     */
    void applyTo(Map<String, String> environment) {
        inherited.ifPresent(names -> environment.keySet().retainAll(names));
        environment.remove(NOTIFY_SOCKET);
        environment.putAll(variables);
    }

    /** Shows names only: values may be secrets. */
    @Override
    public String toString() {
        return "Environment[inherited=" + inherited.map(Object::toString).orElse("all") + ", variables="
                + variables.keySet() + "]";
    }
}
