package io.aerostat.host.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the children of this process if this process is killed and cannot end them itself. The warden is one small shell
 * process for all children; the end of its standard input means that this process has died. Only children that would
 * survive the death of this process need the warden. Without {@code /bin/sh}, there is no warden.
 */
public final class Warden {

    private static final Logger log = LoggerFactory.getLogger(Warden.class);
    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * The largest number of lines that may wait for the warden. Each child needs two short lines; a warden that hangs
     * leaves its lines unread.
     */
    private static final int LINES = 1_000;

    private static final Warden INSTANCE = new Warden();

    private final ExecutorService writer;
    private final Optional<OutputStream> toShell;

    private Warden() {
        toShell = started();
        writer = new ThreadPoolExecutor(
                0,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(LINES),
                task -> {
                    Thread thread = new Thread(task, "warden");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Returns the warden of this process. The first call starts the warden; it must precede the start of the first
     * child that needs the warden.
     */
    public static Warden ofThisProcess() {
        return INSTANCE;
    }

    /**
     * Registers a child. If this process is killed, the warden ends the child and every process that the child has
     * started. Returns at once.
     */
    public void watch(Child child) {
        tell("+ " + child.pid());
        child.ended().thenRun(() -> tell("- " + child.pid()));
    }

    /** Writes on a separate thread, so that a warden that hangs cannot block the start of children. */
    private void tell(String line) {
        toShell.ifPresent(shell -> writer.execute(() -> {
            try {
                shell.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
                shell.flush();
            } catch (IOException e) {
                log.debug("the warden is gone", e);
            }
        }));
    }

    private static Optional<OutputStream> started() {
        try {
            return start();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("guests outlive this process if it is killed: no warden can be started");
            return Optional.empty();
        }
    }

    private static Optional<OutputStream> start() throws IOException {
        if (!SHELL.toFile().canExecute()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", script(), "aerostat-warden"));
        Process process = new ProcessBuilder(ProcessFamily.leading(command))
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        OutputStream stdin = process.getOutputStream();
        // Writing into an empty pipe does not block.
        stdin.write((Lineage.OF_THIS_PROCESS + "\n").getBytes(StandardCharsets.US_ASCII));
        stdin.flush();
        return Optional.of(stdin);
    }

    private static String script() throws IOException {
        try (InputStream script = Warden.class.getResourceAsStream("warden.sh")) {
            if (script == null) {
                throw new IOException("warden.sh is missing from the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
