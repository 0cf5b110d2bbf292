package io.aerostat.host.process;

import java.nio.file.Path;
import java.util.List;

/**
 * How a child process is started.
 *
 * @param name of its threads: the worker id
 * @param command executable and arguments
 * @param workdir its working directory
 * @param environment its environment variables
 * @param stdin the content of its standard input
 * @param stdout where its standard output goes
 * @param stderr where its standard error goes
 */
public record ChildSpecification(
        String name,
        List<String> command,
        Path workdir,
        Environment environment,
        Stdin stdin,
        Output stdout,
        Output stderr) {

    public ChildSpecification {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: found nothing (expected an executable)");
        }
    }
}
