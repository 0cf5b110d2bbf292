package io.aerostat.node.systemd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the state of this process to systemd, for units of {@code Type=notify}. Runs {@code systemd-notify}, because
 * Java has no datagrams on Unix domain sockets; the unit therefore needs {@code NotifyAccess=all}. Does nothing in a
 * process that was not started by such a unit. Blocks for at most two seconds; any thread, but no event loop.
 */
public final class ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    /** The environment variable with which systemd asks a service for notifications. */
    private static final String SOCKET = "NOTIFY_SOCKET";

    private static final String PROGRAM = "systemd-notify";

    /** The limit on the length of a status text, in characters; {@code systemctl status} shows one line. */
    private static final int LONGEST_STATUS = 200;

    private static final int DEADLINE_SECONDS = 2;

    private final Map<String, String> environment;
    private final String program;

    private ServiceManager(Map<String, String> environment, String program) {
        this.environment = Map.copyOf(environment);
        this.program = program;
    }

    /** Returns the service manager of this process. */
    public static ServiceManager ofThisProcess() {
        return new ServiceManager(System.getenv(), PROGRAM);
    }

    /**
     * Returns a service manager for tests.
     *
     * @param program the program to run instead of {@code systemd-notify}
     */
    static ServiceManager of(Map<String, String> environment, String program) {
        return new ServiceManager(environment, program);
    }

    /**
     * Reports that the service has started, so that {@code systemctl start} returns. Later calls change only the text.
     *
     * @param status the text that {@code systemctl status} shows
     */
    public void ready(String status) {
        send("READY=1", status(status));
    }

    /** Reports that the service has begun to end. */
    public void stopping() {
        send("STOPPING=1", status("ending"));
    }

    private static String status(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return "STATUS=" + (line.length() > LONGEST_STATUS ? line.substring(0, LONGEST_STATUS) + "…" : line);
    }

    private void send(String... assignments) {
        if (environment.getOrDefault(SOCKET, "").isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(assignments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.warn(
                        "{} did not end within {} s (expected it to tell systemd {})",
                        program,
                        DEADLINE_SECONDS,
                        assignments[0]);
            } else if (process.exitValue() != 0) {
                LOG.warn(
                        "{} ended with exit code {} (expected it to tell systemd {})",
                        program,
                        process.exitValue(),
                        assignments[0]);
            }
        } catch (IOException e) {
            LOG.warn("cannot tell systemd {}: {}", assignments[0], e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
