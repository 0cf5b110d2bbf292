package io.aerostat.host.process;

import java.nio.file.Path;
import java.util.List;

/**
 * What a child process is started with.
 *
 * @param name of its threads: the worker id
 * @param command executable and arguments
 * @param workdir its working directory
 * @param environment its environment variables
 * @param stdin what it finds on its standard input
 * @param stdout what becomes of its standard output
 * @param stderr what becomes of its standard error
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
