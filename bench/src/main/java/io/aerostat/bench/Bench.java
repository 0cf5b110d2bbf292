package io.aerostat.bench;

import io.aerostat.bench.load.Row;
import io.aerostat.bench.load.Settings;
import io.aerostat.bench.load.Workload;
import io.aerostat.bench.router.EmbeddedRouter;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** The load generator: {@code java -jar bench.jar WORKLOAD --url URL [options]}, or a router to be measured: {@code java -jar bench.jar router}. */
public final class Bench {
    private static final String USAGE = """
            usage: bench.jar WORKLOAD --url ws://HOST:PORT/PATH|tcp://HOST:PORT [options]
              workloads: rpc, fanout, patterns, join
              --serializer json|msgpack|cbor   of callers and publishers (json)
              --peer-serializer …              of callees and subscribers (the same)
              --callers N     callers, or sessions joining at a time (64, join 8)
              --callees N     callees, or subscribers (1, fanout 100)
              --in-flight N   requests in flight of each (1, fanout 8)
              --payload N     octets (16, fanout 128)
              --warmup S --seconds S           (2 and 4)
              --realm R --auth anonymous|wampcra
              --pid P         of the router: its CPU time and memory
              --json FILE     where results are appended
                   bench.jar router [--port 0] [--eventloops 1] [--admission 100000]""";

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            if (arguments.length == 0) {
                throw new IllegalArgumentException("found no workload");
            }
            if (arguments[0].equals("router")) {
                serve(new Arguments(arguments, 1));
            } else {
                System.exit(load(Workload.of(arguments[0]), new Arguments(arguments, 1)) ? 0 : 1);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
        }
    }

    private static void serve(Arguments options) throws InterruptedException {
        int port = options.integer("port", 0);
        int loops = options.integer("eventloops", 1);
        int admission = options.integer("admission", 100_000);
        options.end();
        EmbeddedRouter router = EmbeddedRouter.start(port, loops, admission);
        System.out.println("ws://127.0.0.1:" + router.port() + "/ tcp://127.0.0.1:" + router.port());
        Thread.currentThread().join();
    }

    private static boolean load(Workload workload, Arguments options) throws IOException {
        String json = options.text("json", "");
        Settings settings = settings(workload, options);
        options.end();
        Row row = workload.run(settings);
        System.out.println(row.line());
        if (!json.isEmpty()) {
            Files.writeString(Path.of(json), row.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return !row.isFailed();
    }

    private static Settings settings(Workload workload, Arguments options) {
        boolean events = workload == Workload.FANOUT || workload == Workload.PATTERNS;
        Encoding encoding = Encoding.of(options.text("serializer", "json"));
        int pid = options.integer("pid", 0);
        return new Settings(
                Endpoint.of(options.text("url", "")),
                encoding,
                Encoding.of(options.text("peer-serializer", encoding.toString())),
                options.text("realm", "realm1"),
                Settings.Authentication.valueOf(
                        options.text("auth", "anonymous").toUpperCase(Locale.ROOT)),
                options.integer("callers", workload == Workload.JOIN ? 8 : 64),
                options.integer("callees", workload == Workload.FANOUT ? 100 : 1),
                options.integer("in-flight", events ? 8 : 1),
                options.integer("payload", events ? 128 : 16),
                seconds(options, "warmup", 2),
                seconds(options, "seconds", 4),
                pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid));
    }

    private static Duration seconds(Arguments options, String name, double fallback) {
        return Duration.ofMillis((long) (options.decimal(name, fallback) * 1000));
    }
}
