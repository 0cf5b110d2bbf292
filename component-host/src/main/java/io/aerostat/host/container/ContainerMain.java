package io.aerostat.host.container;

import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.host.component.HostedComponent;
import io.aerostat.host.process.Leftovers;
import io.aerostat.host.process.NettyProperties;
import io.aerostat.host.supervision.SupervisionThread;
import io.aerostat.host.transport.ComponentConnectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The main class of a container's JVM. The first line of its standard input is its configuration. The container ends
 * when that input ends, because the router has closed the input or has died.
 */
public final class ContainerMain {

    private static final Logger log = LoggerFactory.getLogger(ContainerMain.class);

    /** How long components may take to leave. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    /** How long processes that components have started may take to end. */
    private static final Duration LEFTOVERS = Duration.ofMillis(500);

    /**
     * The time after which the JVM ends even if some of its threads still run. It is shorter than the router's
     * deadline, and shorter than the 5 s within which a container ends after the loss of the router.
     */
    private static final Duration AT_THE_LATEST = Duration.ofSeconds(3);

    private ContainerMain() {}

    /** Reads a configuration from the standard input, and hosts its components; takes no arguments. */
    public static void main(String[] args) throws IOException {
        NettyProperties.choose();
        PrintStream control = System.out;
        System.setErr(new StackTraceStream(System.err));
        ignoreInterrupt();
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = stdin.readLine();
        if (line == null) {
            log.error("standard input: found nothing (expected a container configuration; a router starts containers)");
            System.exit(1);
            return;
        }
        Container container;
        try {
            ClientRuntime runtime = ClientRuntime.create("connection");
            ContainerConfiguration configuration = ConfigurationLine.read(line);
            container = Container.start(
                    configuration,
                    new SupervisionThread("container"),
                    hosted -> new HostedComponent(
                            configuration.worker(),
                            hosted.component(),
                            configuration.classPath(),
                            ComponentConnectors.of(hosted.transport(), runtime)),
                    control::println);
        } catch (IllegalArgumentException e) {
            log.error("container cannot start", e);
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(container), "container-shutdown"));
        daemon("container-stdin", () -> awaitEndOfFile(stdin));
        boolean failed = container.over().toCompletableFuture().join();
        System.exit(failed ? 1 : 0);
    }

    /**
     * Waits for the end of the standard input, which means that the router has died or stops the container. Never
     * returns.
     */
    private static void awaitEndOfFile(BufferedReader stdin) {
        try {
            char[] ignored = new char[64];
            while (stdin.read(ignored) >= 0) {
                log.debug("ignored characters on standard input");
            }
        } catch (IOException e) {
            log.debug("standard input failed", e);
        }
        System.exit(0);
    }

    /** Ends the container. This is the shutdown hook, so it runs whenever the process ends in an orderly way. */
    private static void leave(Container container) {
        daemon("container-watchdog", ContainerMain::haltAtTheLatest);
        CompletableFuture<Boolean> over = container.stop(LEAVING).toCompletableFuture();
        try {
            boolean failed = over.get(AT_THE_LATEST.toNanos(), TimeUnit.NANOSECONDS);
            log.debug("container has ended, failed: {}", failed);
        } catch (Exception e) {
            log.warn("container did not end in an orderly way", e);
        }
        // Normally the router ends these processes, but it may have died.
        Leftovers.endOfThisProcess(LEFTOVERS);
    }

    private static void haltAtTheLatest() {
        try {
            Thread.sleep(AT_THE_LATEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Ignores SIGINT: Ctrl-C in a terminal reaches the router and its children, but the router decides when its
     * children end.
     */
    private static void ignoreInterrupt() {
        try {
            SignalHandler previous = Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
            log.trace("interrupt was handled by {}", previous);
        } catch (IllegalArgumentException e) {
            log.debug("interrupt cannot be ignored", e);
        }
    }
}
