package io.aerostat.host.supervision;

import java.util.Optional;

/**
 * How something that was running came to its end.
 *
 * @param failed whether it ended otherwise than it was meant to
 * @param description what happened, for people: {@code exit code 137 (SIGKILL)}; never a secret
 * @param cause the exception behind it, where there is one
 * @param intended whether it ended because it was configured to end then: it is not started again, whether it failed or not
 */
public record Ending(boolean failed, String description, Optional<Throwable> cause, boolean intended) {

    /** It did what it was meant to do and ended. */
    public static Ending success(String description) {
        return new Ending(false, description, Optional.empty(), false);
    }

    /** It failed. */
    public static Ending failure(String description) {
        return new Ending(true, description, Optional.empty(), false);
    }

    /** It failed with an exception. */
    public static Ending failure(String description, Throwable cause) {
        return new Ending(true, description, Optional.of(cause), false);
    }

    /** This one, which its configuration wanted. */
    public Ending asIntended() {
        return new Ending(failed, description, cause, true);
    }
}
