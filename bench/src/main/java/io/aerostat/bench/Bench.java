package io.aerostat.bench;

import io.aerostat.bench.load.LoadOptions;
import io.aerostat.bench.load.Row;
import io.aerostat.bench.load.Workload;
import io.aerostat.bench.router.EmbeddedRouter;
import io.aerostat.bench.router.FloorRouter;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Endpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;

/**
 * The program {@code bench.jar}. The arguments {@code WORKLOAD --url URL [options]} run a load, {@code router} and
 * {@code floor} start a router to measure, and {@code micro [options of JMH]} runs micro benchmarks.
 */
public final class Bench {
    private static final String USAGE = """
            usage: bench.jar WORKLOAD --url ws://HOST:PORT/PATH|wss://…|tcp://HOST:PORT|tls://… [options]
              workloads: %s
              --serializer json|msgpack|cbor   of callers and publishers (json)
              --peer-serializer …              of callees and subscribers (the same; mixed msgpack)
              --callers N      callers (64); sessions (join and churn 8 at a time, mesh 16,
                               idle and storm 2000, restart 5000); starts (5)
              --callees N      callees, or subscribers (1, fanout 100)
              --in-flight N    requests of each session in flight (1, fanout and patterns 8, mesh 4)
              --payload N      bytes (16, events 128, slow 16384)
              --order true     each call has an order as its second argument (rpc, rpc-open)
              --rate N         requests a second (rpc-open 5000, slow 1500, probe of storm 500)
              --warmup S --seconds S           (2 and 4; slow 10, idle 12)
              --realm R --auth anonymous|wampcra|cryptosign
              --peer-url URL   where callees and every second subscriber connect: another node of a cluster
              --pid P[,P…]     process id of the router, or of the nodes, to read CPU time and memory
              --jvm true       the first process is a JVM of the same user: read its allocations and heap, too
              --command C      command that starts a router, for start, cold-join, cold-rpc and restart; split at spaces
              --json FILE      file to which results are appended
                   bench.jar in-turn FILE [--rounds 5]
                                    the workloads of the file's lines, whose words are separated by tabs, one after
                                    the other, as often as there are rounds; {round} stands for the number of the round
                   bench.jar router [--port 0] [--eventloops 1] [--admission 100000] [--key FILE --certificate FILE]
                   bench.jar floor [--port 0] [--rawsocket-port 0]
                   bench.jar micro [options of JMH]""".formatted(Workload.words());

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            if (arguments.length == 0) {
                throw new IllegalArgumentException("found no workload");
            }
            if (arguments[0].equals("micro")) {
                Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
                return;
            }
            if (arguments[0].equals("in-turn") && arguments.length > 1) {
                System.exit(inTurn(Path.of(arguments[1]), new Arguments(arguments, 2)) ? 0 : 1);
            }
            Arguments options = new Arguments(arguments, 1);
            switch (arguments[0]) {
                case "router" -> serve(options);
                case "floor" -> floor(options);
                default -> System.exit(load(Workload.of(arguments[0]), options) ? 0 : 1);
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
        String key = options.text("key", "");
        String certificate = options.text("certificate", "");
        options.end();
        if (key.isEmpty() != certificate.isEmpty()) {
            throw new IllegalArgumentException("found one of --key and --certificate (expected both or none)");
        }
        EmbeddedRouter router = EmbeddedRouter.start(
                port,
                loops,
                admission,
                key.isEmpty() ? null : new ServerTlsOptions(Path.of(key), Path.of(certificate)));
        System.out.println("ws://127.0.0.1:" + router.port() + "/ tcp://127.0.0.1:" + router.port());
        Thread.currentThread().join();
    }

    private static void floor(Arguments options) throws IOException {
        int port = options.integer("port", 0);
        int rawSocketPort = options.integer("rawsocket-port", 0);
        options.end();
        try (FloorRouter router = FloorRouter.start(port, rawSocketPort)) {
            System.out.println("ws://127.0.0.1:" + router.port() + "/ tcp://127.0.0.1:" + router.rawSocketPort());
            router.serve();
        }
    }

    /**
     * Runs the loads that the lines of a file describe, one after another in this process. The first line also runs
     * once before all others, without being counted. So the load generator's own code is compiled before the first
     * measurement of a freshly started router.
     */
    private static boolean inTurn(Path file, Arguments options) throws IOException {
        int rounds = options.integer("rounds", 5);
        options.end();
        List<String[]> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t"))
                .toList();
        boolean succeeded = true;
        for (int round = 0; round <= rounds; round++) {
            for (String[] line : round == 0 ? lines.subList(0, 1) : lines) {
                String number = Integer.toString(round);
                String[] words = Stream.of(line)
                        .map(word -> word.replace("{round}", number))
                        .toArray(String[]::new);
                succeeded &= load(Workload.of(words[0]), new Arguments(words, 1));
            }
        }
        return succeeded;
    }

    private static boolean load(Workload workload, Arguments options) throws IOException {
        String json = options.text("json", "");
        LoadOptions loadOptions = loadOptions(workload, options);
        options.end();
        boolean failed = false;
        for (Row row : workload.run(loadOptions)) {
            System.out.println(row.line());
            if (!json.isEmpty()) {
                Files.writeString(
                        Path.of(json), row.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            failed |= row.isFailed();
        }
        return !failed;
    }

    private static LoadOptions loadOptions(Workload workload, Arguments options) {
        LoadOptions usual = workload.defaults(LoadOptions.at(Endpoint.of(options.text("url", ""))))
                .build();
        Encoding encoding =
                Encoding.of(options.text("serializer", usual.encoding().toString()));
        Encoding peer = usual.peerEncoding() == usual.encoding() ? encoding : usual.peerEncoding();
        List<Long> pids = Stream.of(options.text("pid", "").split(","))
                .filter(pid -> !pid.isEmpty())
                .map(Bench::pid)
                .toList();
        boolean jvm = Boolean.parseBoolean(options.text("jvm", "false"));
        String command = options.text("command", "");
        String peerUrl = options.text("peer-url", "");
        return LoadOptions.at(usual.endpoint())
                .peerEndpoint(peerUrl.isEmpty() ? usual.endpoint() : Endpoint.of(peerUrl))
                .encodings(encoding, Encoding.of(options.text("peer-serializer", peer.toString())))
                .realm(options.text("realm", usual.realm()))
                .authentication(LoadOptions.Authentication.valueOf(
                        options.text("auth", "anonymous").toUpperCase(Locale.ROOT)))
                .callers(options.integer("callers", usual.callers()))
                .callees(options.integer("callees", usual.callees()))
                .inFlight(options.integer("in-flight", usual.inFlight()))
                .payload(options.integer("payload", usual.payload()))
                .order(Boolean.parseBoolean(options.text("order", "false")))
                .rate(options.decimal("rate", usual.rate()))
                .durations(seconds(options, "warmup", usual.warmup()), seconds(options, "seconds", usual.duration()))
                .router(pids, jvm)
                .command(command.isEmpty() ? List.of() : List.of(command.split(" +")))
                .build();
    }

    private static Long pid(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--pid: found " + text + " (expected a process id)", e);
        }
    }

    private static Duration seconds(Arguments options, String name, Duration fallback) {
        return Duration.ofMillis((long) (options.decimal(name, fallback.toMillis() / 1e3) * 1000));
    }
}
