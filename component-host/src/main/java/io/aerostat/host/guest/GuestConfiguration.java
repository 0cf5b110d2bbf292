package io.aerostat.host.guest;

import io.aerostat.host.process.Environment;
import io.aerostat.host.process.Stdin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A guest worker as a configuration names it.
 *
 * @param worker its id
 * @param executable a path relative to {@code workdir}, else a name on the PATH
 * @param arguments for it
 * @param workdir its working directory, absolute
 * @param environment its environment variables
 * @param stdin what it finds on its standard input
 * @param stdout what becomes of its standard output
 * @param stderr what becomes of its standard error
 * @param watch folders whose change restarts it
 */
public record GuestConfiguration(
        String worker,
        String executable,
        List<String> arguments,
        Path workdir,
        Environment environment,
        Stdin stdin,
        OutputMode stdout,
        OutputMode stderr,
        Optional<Watch> watch) {

    /** What becomes of an output stream: {@code options.stdout} and {@code options.stderr}. */
    public enum OutputMode {
        /** {@code close}: it leads nowhere. */
        CLOSE,
        /** {@code log}: it is logged line by line under the worker id; the default. */
        LOG,
        /** {@code drop}: it leads nowhere. */
        DROP
    }

    /**
     * Folders whose change restarts the guest: {@code options.watch}.
     *
     * @param directories with everything below, absolute
     * @param quiet how long nothing more must change before the guest is restarted: the {@code timeout} option
     */
    public record Watch(List<Path> directories, Duration quiet) {

        public Watch {
            directories = List.copyOf(directories);
        }
    }

    public GuestConfiguration {
        arguments = List.copyOf(arguments);
    }

    /** A guest with default options. */
    public static GuestConfiguration of(String worker, String executable, List<String> arguments, Path workdir) {
        return new GuestConfiguration(
                worker,
                executable,
                arguments,
                workdir,
                Environment.INHERITED,
                new Stdin.Open(),
                OutputMode.LOG,
                OutputMode.LOG,
                Optional.empty());
    }
}
