package io.aerostat.host.guest;

import io.aerostat.host.process.Environment;
import io.aerostat.host.process.Stdin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A guest worker of a configuration.
 *
 * @param worker the id of the worker
 * @param executable a path relative to {@code workdir}, or a name on the PATH
 * @param arguments the arguments of the executable
 * @param workdir the working directory, absolute
 * @param environment the environment variables of the guest
 * @param stdin the content of the guest's standard input
 * @param stdout where the guest's standard output goes
 * @param stderr where the guest's standard error goes
 * @param watch the folders whose changes restart the guest
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

    /** Where an output stream goes: {@code options.stdout} and {@code options.stderr}. */
    public enum OutputMode {
        /** {@code close}: the output is discarded. */
        CLOSE,
        /** {@code log}: the output is logged line by line under the worker id; the default. */
        LOG,
        /** {@code drop}: the output is discarded. */
        DROP
    }

    /**
     * Folders whose changes restart the guest: {@code options.watch}.
     *
     * @param directories the folders, absolute; everything below them is watched as well
     * @param quiet how long the folders must stay unchanged before the guest is restarted: the {@code timeout} option
     */
    public record Watch(List<Path> directories, Duration quiet) {

        public Watch {
            directories = List.copyOf(directories);
        }
    }

    public GuestConfiguration {
        arguments = List.copyOf(arguments);
    }

    /** Creates a guest with default options. */
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
