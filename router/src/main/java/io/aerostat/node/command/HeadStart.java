package io.aerostat.node.command;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.located.LocatedJson;
import io.aerostat.node.config.located.Problems;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.event.Level;

/**
 * The parts of a start that can be done at the same time: reading the configuration, setting up the log and loading the
 * classes of the network. A JVM spends most of its start on loading classes. The main thread does nothing else before
 * {@link #await}, so that no two threads initialize the same classes in opposite orders.
 */
public final class HeadStart {
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "permissions": [
                {"uri": "*", "allow": {"call": true, "register": true, "publish": true, "subscribe": true}},
                {"uri": "wamp.*", "allow": {"call": true}}]}]}],
              "transports": [{"type": "web", "id": "web", "endpoint": {"type": "tcp", "port": 0,
                "interface": "127.0.0.1"},
                "paths": {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket"}}}]}]}
            """;

    private final FutureTask<ConfigurationFile> configuration;
    private final List<Thread> threads;

    private HeadStart(FutureTask<ConfigurationFile> configuration, List<Thread> threads) {
        this.configuration = configuration;
        this.threads = threads;
    }

    /** Reads the configuration of a plain start, and sets up its log. */
    public static HeadStart of(StartOptions options) {
        return begin(() -> ConfigurationFile.read(options.file()), options.level(), options.format());
    }

    /**
     * Loads the classes that most commands need, by reading a configuration with usual keys. The command later sets up
     * the log as the user wants it.
     */
    public static HeadStart ofACommand() {
        return begin(
                () -> ConfigurationFile.read(
                        "head start", CONFIGURATION, new Surroundings(Path.of(""), name -> Optional.empty())),
                Level.WARN,
                LogFormat.TEXT);
    }

    private static HeadStart begin(Callable<ConfigurationFile> reading, Level level, LogFormat format) {
        CountDownLatch logging = new CountDownLatch(1);
        FutureTask<ConfigurationFile> configuration = new FutureTask<>(() -> {
            // The JSON parser does not log, so it can be loaded before the log is set up. Some keys load classes of
            // Netty, which log while they are loaded, so the keys are read after the log is set up.
            LocatedJson.parse("{}", new Problems());
            logging.await();
            return reading.call();
        });
        return new HeadStart(
                configuration,
                List.of(
                        started("head-start-configuration", configuration),
                        started("head-start-network", () -> network(logging, level, format))));
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Sets up the log, and loads classes of Netty, which log while they are loaded. */
    private static void network(CountDownLatch logging, Level level, LogFormat format) {
        try {
            Logging.setUp(level, format);
        } finally {
            logging.countDown();
        }
        ByteBufAllocator.DEFAULT.directBuffer().release();
        new NioServerSocketChannel().unsafe().closeForcibly();
        new ServerBootstrap().channel(NioServerSocketChannel.class);
        new HttpServerCodec();
        NioIoHandler.newFactory();
    }

    /** Waits until all parts are done, even if one of them has failed. */
    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Returns the configuration that was read. */
    ConfigurationFile configuration() throws InterruptedException, ExecutionException {
        return configuration.get();
    }
}
