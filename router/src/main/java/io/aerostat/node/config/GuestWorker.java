package io.aerostat.node.config;

import io.aerostat.host.process.Environment;
import io.aerostat.host.process.Stdin;
import java.nio.file.Path;
import java.util.List;

/**
 * Any other program, supervised.
 *
 * @param id its name
 * @param executable a path relative to the working directory, or a name on the search path
 * @param arguments its arguments
 * @param workdir its working directory
 * @param environment its environment variables
 * @param stdin what it finds on its standard input
 * @param stdout what becomes of its standard output
 * @param stderr what becomes of its standard error
 * @param origin where it is configured
 */
public record GuestWorker(
        String id,
        String executable,
        List<String> arguments,
        Path workdir,
        Environment environment,
        Stdin stdin,
        OutputUse stdout,
        OutputUse stderr,
        Origin origin)
        implements Worker {

    public GuestWorker {
        arguments = List.copyOf(arguments);
    }
}
