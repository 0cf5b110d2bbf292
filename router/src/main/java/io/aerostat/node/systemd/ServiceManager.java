package io.aerostat.node.systemd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the state of this process to systemd, for units of {@code Type=notify}. Runs {@code systemd-notify}, because
 * Java has no datagrams on Unix domain sockets; the unit therefore needs {@code NotifyAccess=all}. Does nothing in a
 * process without the environment variable {@code NOTIFY_SOCKET}. Notifications are sent one after another, so systemd
 * always ends up with the newest state. Any thread.
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

    /** Returns the status text for the next notification; null if no notification waits. Guarded by this object. */
    private @Nullable Supplier<String> next;

    private boolean isSending;
    private boolean isStopping;

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
     * Returns at once.
     *
     * @param status returns the text that {@code systemctl status} shows; called when the notification is sent, on
     *     another thread
     */
    public synchronized void ready(Supplier<String> status) {
        if (isService() && !isStopping) {
            next = status;
            if (!isSending) {
                isSending = true;
                CompletableFuture.runAsync(this::sendAll);
            }
        }
    }

    private void sendAll() {
        String sent = "";
        for (Supplier<String> status = take(); status != null; status = take()) {
            try {
                String text = status.get();
                if (!text.equals(sent)) {
                    send("READY=1", status(text));
                    sent = text;
                }
            } catch (RuntimeException e) {
                LOG.warn("systemd does not get the state of the node", e);
            }
        }
    }

    private synchronized @Nullable Supplier<String> take() {
        Supplier<String> taken = next;
        next = null;
        isSending = taken != null;
        notifyAll();
        return taken;
    }

    /**
     * Reports that the service has begun to end. First waits until the last notification has been sent. Blocks for at
     * most four seconds.
     */
    public void stopping() {
        awaitSent();
        send("STOPPING=1", status("ending"));
    }

    /** Waits at most two seconds until the last notification has been sent. No notification is sent afterwards. */
    private synchronized void awaitSent() {
        isStopping = true;
        next = null;
        try {
            while (isSending) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isService() {
        return !environment.getOrDefault(SOCKET, "").isEmpty();
    }

    private static String status(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return "STATUS=" + (line.length() > LONGEST_STATUS ? line.substring(0, LONGEST_STATUS) + "…" : line);
    }

    private void send(String... assignments) {
        if (!isService()) {
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
