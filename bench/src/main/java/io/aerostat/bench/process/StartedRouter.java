package io.aerostat.bench.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A router that a command has started for one measurement. */
public final class StartedRouter implements AutoCloseable {
    private static final long BETWEEN_TRIES_NANOS = Duration.ofMillis(1).toNanos();

    private final Process process;

    private StartedRouter(Process process) {
        this.process = process;
    }

    /**
     * Starts the command, and discards its output. The process of the command must be the router, or must replace
     * itself by the router.
     */
    public static StartedRouter by(List<String> command) throws IOException {
        return new StartedRouter(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the router accepts a connection; returns false if the router ends first or the deadline passes. */
    public boolean awaitListening(InetSocketAddress address, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (process.isAlive() && System.nanoTime() - end < 0) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                return socket.isConnected();
            } catch (IOException e) {
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
        }
        return false;
    }

    /** Ends the process by SIGKILL, and returns when it has ended. */
    public void kill() {
        await(process.destroyForcibly(), Long.MAX_VALUE);
    }

    /** Ends the process by SIGTERM, and by SIGKILL if it is still running after ten seconds. */
    @Override
    public void close() {
        process.destroy();
        if (!await(process, TimeUnit.SECONDS.toNanos(10))) {
            kill();
        }
    }

    private static boolean await(Process process, long nanos) {
        try {
            return process.waitFor(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
