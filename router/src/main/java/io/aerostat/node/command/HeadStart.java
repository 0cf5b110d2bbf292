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
import org.slf4j.event.Level;

/**
 * Loads the classes that every start needs on other processors, while the main thread prepares the command line: most
 * of a JVM's start is the loading of classes. Nothing else runs before {@link #await}, so that no two threads
 * initialize the same classes in opposite orders.
 */
public final class HeadStart {
    private final List<Thread> threads;

    private HeadStart(List<Thread> threads) {
        this.threads = threads;
    }

    /** Starts the threads. */
    public static HeadStart begin() {
        return new HeadStart(List.of(
                started("head-start-configuration", HeadStart::configuration),
                started("head-start-network", HeadStart::network)));
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The rehearsal's configuration has the keys that most configurations have; the result is discarded. */
    private static void configuration() {
        ConfigurationFile.read(
                "rehearsal", RehearsalCommand.CONFIGURATION, new Surroundings(Path.of(""), name -> Optional.empty()));
    }

    /**
     * Netty logs while it is loaded, so logging is set up first; the command line sets it up again as the user wants
     * it.
     */
    private static void network() {
        Logging.setUp(Level.WARN, LogFormat.TEXT);
        ByteBufAllocator.DEFAULT.directBuffer().release();
        new NioServerSocketChannel().unsafe().closeForcibly();
        new ServerBootstrap().channel(NioServerSocketChannel.class);
        new HttpServerCodec();
        NioIoHandler.newFactory();
    }

    /** Returns when all classes are loaded. */
    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
