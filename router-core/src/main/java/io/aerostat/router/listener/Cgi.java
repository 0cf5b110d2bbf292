package io.aerostat.router.listener;

import io.aerostat.router.observation.ProgramRunner;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The programs of a folder, which answer requests by the Common Gateway Interface (RFC 3875,
 * docs/web-services.md#cgi-programs). The router needs a {@link ProgramRunner} for them.
 *
 * @param directory the folder of the scripts
 * @param processor the program that runs the scripts, such as {@code /usr/bin/perl}; empty if the scripts are programs
 *     themselves
 */
public record Cgi(Path directory, String processor, Limits limits) implements PathService {
    /** Creates a service with the default limits. */
    public Cgi(Path directory, String processor) {
        this(directory, processor, Limits.DEFAULT);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.cgi(this);
    }

    /**
     * The limits of the programs.
     *
     * @param programs the largest number of programs that run at the same time
     * @param timeout how long a program may run
     * @param maxInput the largest number of bytes of a request's body
     * @param maxOutput the largest number of bytes that a program may write
     */
    public record Limits(int programs, Duration timeout, int maxInput, int maxOutput) {
        public static final Limits DEFAULT = new Limits(8, Duration.ofSeconds(30), 1 << 20, 10 << 20);

        public Limits {
            if (programs < 1 || maxInput < 1 || maxOutput < 1) {
                throw new IllegalArgumentException("cgi: found " + programs + " programs, " + maxInput + " bytes of"
                        + " input and " + maxOutput + " bytes of output (expected at least 1 of each)");
            }
        }
    }
}
