package io.aerostat.node.reload;

import java.util.Locale;

/**
 * One difference between two configurations, described for people.
 *
 * @param action what happens to the part
 * @param subject the kind of the part
 * @param name the name of the part: {@code realm1}, {@code realm1/backend}, {@code web/ws}
 * @param effect the effect on sessions and processes
 */
public record Change(Action action, Subject subject, String name, String effect) {
    /** The effect of a change that a running node cannot make. */
    public static final String NEEDS_RESTART = "needs a restart of the node; until then the old value applies";

    /** What happened to a part of the configuration. */
    public enum Action {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** The kinds of parts of a configuration. */
    public enum Subject {
        CONTROLLER("controller option"),
        CLUSTER("cluster"),
        ROUTER("router"),
        ROUTER_OPTION("router option"),
        REALM("realm"),
        ROLE("role"),
        REALM_OPTION("realm option"),
        TEMPLATE("realm template"),
        LISTENER("listener"),
        LISTENER_OPTION("listener option"),
        PATH("path"),
        USERS("users of"),
        CERTIFICATE("certificate of"),
        LIMITS("limits"),
        COMPONENT("component"),
        CONTAINER("container"),
        GUEST("guest");

        private final String words;

        Subject(String words) {
            this.words = words;
        }

        /** Returns the name of the kind, for people. */
        public String words() {
            return words;
        }
    }

    static Change added(Subject subject, String name, String effect) {
        return new Change(Action.ADDED, subject, name, effect);
    }

    static Change changed(Subject subject, String name, String effect) {
        return new Change(Action.CHANGED, subject, name, effect);
    }

    static Change removed(Subject subject, String name, String effect) {
        return new Change(Action.REMOVED, subject, name, effect);
    }

    /** Returns a line for people, such as {@code role realm1/backend changed: applies to the next request}. */
    @Override
    public String toString() {
        return subject.words + " " + name + " " + action.name().toLowerCase(Locale.ROOT) + ": " + effect;
    }
}
