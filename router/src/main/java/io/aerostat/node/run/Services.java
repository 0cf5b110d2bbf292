package io.aerostat.node.run;

import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.node.management.OutputTail;
import io.aerostat.node.management.WorkerView;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states of components, containers and guests: which of them are in service, and why the others are not. Any
 * thread: supervision reports the states, and the start of the node and the node's page read the states. Both happen
 * seldom, so one lock is enough.
 */
final class Services {
    private final Runnable changed;
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, OutputTail> outputs = new HashMap<>();
    /** How often each part has come into service. */
    private final Map<String, Long> starts = new HashMap<>();

    /** The state of one component, container or guest. */
    private sealed interface State {
        /** Returns the word that the node's page shows; the cause would disclose too much to strangers. */
        String word();

        boolean isMissing();
    }

    private record Starting() implements State {
        @Override
        public String word() {
            return "starting";
        }

        @Override
        public boolean isMissing() {
            return true;
        }
    }

    private record InService() implements State {
        @Override
        public String word() {
            return "in service";
        }

        @Override
        public boolean isMissing() {
            return false;
        }
    }

    private record Failed(String cause) implements State {
        @Override
        public String word() {
            return "failed";
        }

        @Override
        public boolean isMissing() {
            return true;
        }
    }

    /** The part has ended its work without a failure. */
    private record Ended() implements State {
        @Override
        public String word() {
            return "ended";
        }

        @Override
        public boolean isMissing() {
            return false;
        }
    }

    /** @param changed called after each change */
    Services(Runnable changed) {
        this.changed = changed;
    }

    /** Begins to record the state of a part of the node. {@code decider} decides what happens when the part ends. */
    SupervisionListener follow(String name, SupervisionListener decider) {
        set(name, new Starting());
        OutputTail output = new OutputTail();
        synchronized (this) {
            outputs.put(name, output);
        }
        return new SupervisionListener() {
            @Override
            public void output(String line) {
                output.add(line);
                decider.output(line);
            }

            @Override
            public void ready() {
                countStart(name);
                set(name, new InService());
                decider.ready();
            }

            @Override
            public boolean ended(Ending ending) {
                set(name, ending.failed() ? new Failed(ending.description()) : new Ended());
                return decider.ended(ending);
            }
        };
    }

    private synchronized void countStart(String name) {
        starts.merge(name, 1L, Long::sum);
    }

    /** Called when a part is about to be ended and started again. */
    void restarting(String name) {
        set(name, new Starting());
    }

    /** Returns all parts as operators see them. */
    synchronized List<WorkerView> views() {
        return states.entrySet().stream()
                .map(one -> new WorkerView(
                        one.getKey(),
                        one.getValue().word(),
                        one.getValue() instanceof Failed failed ? failed.cause() : "",
                        starts.getOrDefault(one.getKey(), 0L)))
                .toList();
    }

    /** Returns the last lines that a part has written; empty if there is no such part. */
    synchronized Optional<List<String>> output(String name) {
        return Optional.ofNullable(outputs.get(name)).map(OutputTail::lines);
    }

    /** Called when the part is in service, perhaps before the part's own listener is called. */
    void started(String name) {
        startedAs(name, new InService());
    }

    /** Called when a part or one of its components has failed. The part may still come into service. */
    void failed(String name, String cause) {
        startedAs(name, new Failed(cause));
    }

    /** Removes the state of a part that is no longer in the configuration. */
    void forget(String name) {
        synchronized (this) {
            states.remove(name);
            outputs.remove(name);
            starts.remove(name);
        }
        changed.run();
    }

    private void startedAs(String name, State state) {
        synchronized (this) {
            if (states.get(name) instanceof Starting) {
                states.put(name, state);
            }
        }
        changed.run();
    }

    private void set(String name, State state) {
        synchronized (this) {
            states.put(name, state);
        }
        changed.run();
    }

    /** Returns the parts that are not in service although they should be, with the cause if the cause is known. */
    synchronized List<String> missing() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().isMissing())
                .map(entry -> entry.getKey()
                        + (entry.getValue() instanceof Failed failed
                                ? " (" + failed.cause() + ")"
                                : " (" + entry.getValue().word() + ")"))
                .toList();
    }

    /** Returns the parts that should be in service but are not, without the causes. */
    synchronized List<String> notInService() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().isMissing())
                .map(entry -> entry.getKey() + " (" + entry.getValue().word() + ")")
                .toList();
    }

    /** Returns the word for the state of each part. */
    synchronized Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        states.forEach((name, state) -> words.put(name, state.word()));
        return words;
    }
}
