package io.aerostat.host.supervision;

import java.util.Optional;

/**
 * The end of a run.
 *
 * @param failed whether it ended otherwise than intended
 * @param description for people, such as {@code exit code 137 (SIGKILL)}; never a secret
 * @param cause the exception that caused it, if there is one
 * @param intended whether the configuration wanted it to end then: it is not started again, whether it has failed or
 *     not
 */
public record Ending(boolean failed, String description, Optional<Throwable> cause, boolean intended) {

    /** Creates the end of a run that did its job. */
    public static Ending success(String description) {
        return new Ending(false, description, Optional.empty(), false);
    }

    /** Creates the end of a run that failed. */
    public static Ending failure(String description) {
        return new Ending(true, description, Optional.empty(), false);
    }

    /** Creates the end of a run that failed with an exception. */
    public static Ending failure(String description, Throwable cause) {
        return new Ending(true, description, Optional.of(cause), false);
    }

    /** Returns this ending as one that the configuration wanted. */
    public Ending asIntended() {
        return new Ending(failed, description, cause, true);
    }
}
