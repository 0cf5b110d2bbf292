package io.aerostat.host.supervision;

import java.util.Optional;

/**
 * The end of a run.
 *
 * @param failed whether the run ended with a failure
 * @param description a text for people to read, such as {@code exit code 137 (SIGKILL)}; never contains a secret
 * @param cause the exception that caused the end, if there is one
 * @param intended whether the configuration caused the end; if so, the thing is not started again, even after a failure
 */
public record Ending(boolean failed, String description, Optional<Throwable> cause, boolean intended) {

    /** Creates the end of a run that has ended its work without a failure. */
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

    /** Returns this ending, marked as caused by the configuration. */
    public Ending asIntended() {
        return new Ending(failed, description, cause, true);
    }
}
