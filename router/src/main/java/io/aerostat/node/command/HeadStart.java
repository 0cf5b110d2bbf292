package io.aerostat.node.command;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.event.Level;

/**
 * Loads classes that every start needs, on additional threads, while the main thread reads the command line. A JVM
 * spends most of its start on loading classes. The main thread does nothing else before {@link #await}, so that no two
 * threads initialize the same classes in opposite orders.
 */
public final class HeadStart {
    private final List<Thread> threads;

    private HeadStart(List<Thread> threads) {
        this.threads = threads;
    }

    /** Starts the threads that load classes. */
    public static HeadStart begin() {
        CountDownLatch logging = new CountDownLatch(1);
        return new HeadStart(List.of(
                started("head-start-configuration", () -> configuration(logging)),
                started("head-start-network", () -> network(logging))));
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Reads the rehearsal's configuration, which has the keys that most configurations have, and discards the result.
     * Some keys use classes of Netty, so this method waits until logging is set up.
     */
    private static void configuration(CountDownLatch logging) {
        try {
            logging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        ConfigurationFile.read(
                "rehearsal", RehearsalCommand.CONFIGURATION, new Surroundings(Path.of(""), name -> Optional.empty()));
    }

    /**
     * Loads classes of Netty. Netty logs while it is loaded, so logging is set up first; the command line later sets it
     * up as the user wants it.
     */
    private static void network(CountDownLatch logging) {
        try {
            Logging.setUp(Level.WARN, LogFormat.TEXT);
        } finally {
            logging.countDown();
        }
        ByteBufAllocator.DEFAULT.directBuffer().release();
        new NioServerSocketChannel().unsafe().closeForcibly();
        new ServerBootstrap().channel(NioServerSocketChannel.class);
        new HttpServerCodec();
        NioIoHandler.newFactory();
    }

    /** Waits until all classes are loaded. */
    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
