package io.aerostat.client.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@link FakeRouter} behind HTTP long-poll. It uses the JDK's HTTP server, so that our HTTP client is not only tested
 * with our own HTTP code. Any thread.
 */
public final class FakeLongPoll implements AutoCloseable {
    static {
        // Without this property, each response waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeRouter router;
    private final Subprotocol subprotocol;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-long-poll");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Transport> transports = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    /** How long a request for messages waits for the first message. */
    public volatile long holdMillis = 100;
    /** The status of the response to a request that sends messages. */
    public volatile int sendStatus = 202;
    /** The largest number of requests for messages that were under way at the same time in one session. */
    public final AtomicInteger mostReceives = new AtomicInteger();

    public final AtomicInteger mostSends = new AtomicInteger();
    public final AtomicInteger emptyAnswers = new AtomicInteger();
    public final AtomicInteger closes = new AtomicInteger();

    public FakeLongPoll(FakeRouter router, Subprotocol subprotocol) {
        this.router = router;
        this.subprotocol = subprotocol;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/lp/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/lp";
    }

    /** One session. */
    private final class Transport implements LocalReceiver {
        final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
        final Serializer serializer = Serializers.of(subprotocol.serialization());
        final AtomicInteger receives = new AtomicInteger();
        final AtomicInteger sends = new AtomicInteger();
        final LocalConnection peer = router.open(this);
        volatile boolean gone;

        @Override
        public void message(WampMessage message) {
            ByteBuf out = Unpooled.buffer();
            try {
                serializer.encode(message, out);
            } catch (NotExpressible e) {
                throw new IllegalStateException(e);
            }
            waiting.add(ByteBufUtil.getBytes(out));
        }

        @Override
        public void closed(String reason) {
            gone = true;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.length == 3 && path[2].equals("open")) {
                open(exchange, new String(body, UTF_8));
                return;
            }
            Transport transport = path.length == 4 ? transports.get(path[2]) : null;
            if (transport == null || transport.gone && transport.waiting.isEmpty()) {
                answer(exchange, 404, "gone".getBytes(UTF_8));
            } else if (path[3].equals("receive")) {
                receive(exchange, transport);
            } else if (path[3].equals("send")) {
                send(exchange, transport, body);
            } else {
                closes.incrementAndGet();
                transport.peer.close();
                answer(exchange, sendStatus, new byte[0]);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(HttpExchange exchange, String offered) throws IOException {
        if (!offered.contains("\"" + subprotocol.name() + "\"")) {
            answer(exchange, 400, ("only " + subprotocol.name()).getBytes(UTF_8));
            return;
        }
        String id = "t" + lastId.incrementAndGet();
        transports.put(id, new Transport());
        String opened = "{\"transport\": \"" + id + "\", \"protocol\": \"" + subprotocol.name() + "\", \"more\": 1}";
        answer(exchange, 200, opened.getBytes(UTF_8));
    }

    private void receive(HttpExchange exchange, Transport transport) throws IOException, InterruptedException {
        most(mostReceives, transport.receives.incrementAndGet());
        byte[] first = transport.waiting.poll(holdMillis, TimeUnit.MILLISECONDS);
        transport.receives.decrementAndGet();
        if (first == null) {
            emptyAnswers.incrementAndGet();
            answer(exchange, 200, new byte[0]);
        } else {
            answer(exchange, 200, subprotocol.batched() ? batch(first, transport) : first);
        }
    }

    private byte[] batch(byte[] first, Transport transport) {
        List<byte[]> messages = new ArrayList<>(List.of(first));
        transport.waiting.drainTo(messages);
        ByteBuf out = Unpooled.buffer();
        for (byte[] message : messages) {
            int from = out.writerIndex();
            out.writeZero(Batches.prefixLength(subprotocol.isText()));
            out.writeBytes(message);
            Batches.finishMessage(out, from, subprotocol.isText(), Batches.SEPARATOR);
        }
        return ByteBufUtil.getBytes(out);
    }

    private void send(HttpExchange exchange, Transport transport, byte[] body) throws IOException {
        most(mostSends, transport.sends.incrementAndGet());
        try {
            Batches.Receiver receiver = message -> {
                transport.peer.send(transport.serializer.decode(message, 0, message.length, DecodeLimits.DEFAULT));
                return true;
            };
            if (subprotocol.batched()) {
                Batches.read(body, subprotocol.isText(), receiver);
            } else {
                receiver.message(body);
            }
        } catch (ProtocolViolation e) {
            throw new IllegalStateException(e);
        } finally {
            transport.sends.decrementAndGet();
        }
        answer(exchange, sendStatus, new byte[0]);
    }

    private static void most(AtomicInteger most, int now) {
        most.accumulateAndGet(now, Math::max);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
