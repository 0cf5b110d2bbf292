package io.aerostat.host.process;

import java.nio.file.Path;
import java.util.List;

/**
 * How a child process is started.
 *
 * @param name the name of the child's threads: the worker id
 * @param command the executable and its arguments
 * @param workdir the working directory of the child
 * @param environment the environment variables of the child
 * @param stdin the content of the child's standard input
 * @param stdout where the child's standard output goes
 * @param stderr where the child's standard error goes
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
