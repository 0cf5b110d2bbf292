package io.aerostat.acceptance.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A peer that says exactly what a test wants it to say, over one {@link Wire}: messages are plain lists, and nothing of the router or of our
 * client is in between. For one test thread. Expectations have a deadline, and tell on failure what was said before.
 */
public final class RawPeer implements AutoCloseable {
    /** In an expectation, an element that may be anything. */
    public static final Object ANY = new Object() {
        @Override
        public String toString() {
            return "ANY";
        }
    };

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int TRANSCRIPT = 40;
    private static final List<Long> REQUESTS = List.of(16L, 32L, 34L, 48L, 64L, 66L);

    private final Wire wire;
    private final Connection connection;
    private final BlockingQueue<Arrival> arrivals;
    /** What was received, but not expected yet. */
    private final Deque<Arrival> waiting = new ArrayDeque<>();

    private final Deque<String> transcript = new ArrayDeque<>();
    private long lastRequest;
    private @Nullable Message welcome;

    /** A message, or the end of the connection. */
    private record Arrival(byte @Nullable [] octets, String end) {}

    /** Makes the connection that hands over to an inbox. */
    interface Opening {
        Connection open(Inbox inbox) throws IOException;
    }

    private RawPeer(Wire wire, Connection connection, BlockingQueue<Arrival> arrivals) {
        this.wire = wire;
        this.connection = connection;
        this.arrivals = arrivals;
    }

    static RawPeer connect(Wire wire, Opening opening) {
        BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        Inbox inbox = new Inbox() {
            @Override
            public void message(byte[] octets) {
                arrivals.add(new Arrival(octets, ""));
            }

            @Override
            public void closed(String how) {
                arrivals.add(new Arrival(null, how));
            }
        };
        try {
            return new RawPeer(wire, opening.open(inbox), arrivals);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection over " + wire, e);
        }
    }

    public Wire wire() {
        return wire;
    }

    // Joining

    /** Sends HELLO and expects WELCOME. */
    public RawPeer join(Hello hello) {
        send(hello.message());
        welcome = expect(2);
        return this;
    }

    /** Sends HELLO as a user of this role, which the test's router grants to anybody, and expects WELCOME. */
    RawPeer joinAs(Hello hello, String authid, String authrole) {
        if (wire.transport() == Transport.IN_PROCESS) {
            return join(hello);
        }
        send(hello.detail("authmethods", List.of("ticket"))
                .detail("authid", authid)
                .message());
        expect(4, "ticket");
        send(5, authrole, Map.of());
        welcome = expect(2);
        return this;
    }

    /** The id of the session that was joined. */
    public long session() {
        return welcome().id(1);
    }

    /** The WELCOME of the session that was joined. */
    public Message welcome() {
        if (welcome == null) {
            throw new IllegalStateException("this peer has not joined by join()");
        }
        return welcome;
    }

    // Sending

    /** Sends a message. */
    public RawPeer send(@Nullable Object... message) {
        if (message[0] instanceof Integer type
                && REQUESTS.contains((long) type)
                && message[1] instanceof Number request) {
            lastRequest = Math.max(lastRequest, request.longValue());
        }
        note("→ " + Values.print(Arrays.asList(message)));
        return sendOctets(wire.encoding().codec().encode(Arrays.asList(message)));
    }

    /** Sends what may be no message at all. */
    public RawPeer sendValue(@Nullable Object value) {
        note("→ " + Values.print(value));
        return sendOctets(wire.encoding().codec().encode(value));
    }

    /** Sends these octets as one message, in the framing of the transport. */
    public RawPeer sendOctets(byte[] message) {
        try {
            connection.send(message);
        } catch (IOException e) {
            // The router may have ended the connection meanwhile; what the peer hears tells.
            note("→ failed: " + e.getMessage());
        }
        return this;
    }

    /** Sends a text as one message in JSON, for what no encoder would write; for wires of JSON. */
    public RawPeer sendJson(String message) {
        if (wire.encoding() != Encoding.JSON) {
            throw new IllegalStateException("found " + wire + " (expected a wire of json)");
        }
        note("→ " + message);
        return sendOctets(message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A request id that has not been used in this session, the next one in order. */
    public long nextRequest() {
        return lastRequest + 1;
    }

    /** The connection, for what only its transport can do. */
    Connection connection() {
        return connection;
    }

    // Expecting

    /**
     * The next message, which must begin with these elements; {@link #ANY} stands for anything, at any depth, integers are equal whatever their type.
     *
     * @return the whole message
     */
    public Message expect(@Nullable Object... beginning) {
        Message message = receive(print(beginning));
        if (!begins(message, beginning)) {
            throw failure("found " + message + " (expected " + print(beginning) + ")");
        }
        return message;
    }

    /** As {@link #expect}, and the message has no further elements. */
    public Message expectExactly(@Nullable Object... elements) {
        Message message = expect(elements);
        if (message.size() != elements.length) {
            throw failure("found " + message + " (expected exactly " + print(elements) + ")");
        }
        return message;
    }

    /** The first message that begins so; those before it stay to be expected. */
    public Message expectAmongOthers(@Nullable Object... beginning) {
        return await(print(beginning), message -> begins(message, beginning));
    }

    /** The next message, whatever it is. */
    public Message receive() {
        return receive("a message");
    }

    /** ABORT with this reason, then the end of the connection. */
    public Message expectAbort(String reason) {
        Message abort = expect(3, ANY, reason);
        expectClosed();
        return abort;
    }

    /** ABORT and the end of the connection, as after a violation of the protocol. */
    public Message expectProtocolViolation() {
        return expectAbort("wamp.error.protocol_violation");
    }

    /** The end of the connection, and no message before it. */
    public void expectClosed() {
        Arrival next = next("the end of the connection");
        if (next.octets != null) {
            throw failure("found " + decoded(next.octets) + " (expected the end of the connection)");
        }
    }

    /**
     * That nothing comes because of what was done before, by this peer or by these others, all of which are in session. No sleeping: each of the
     * others, then this one, asks the router something and waits for its answer, which comes after whatever was caused before.
     */
    public void expectNothing(RawPeer... after) {
        for (RawPeer other : after) {
            other.roundTrip();
        }
        // Twice: a message for this session may wait as a task of its loop, behind the first question.
        roundTrip();
        roundTrip();
        Arrival found = waiting.peek();
        if (found != null) {
            throw failure("found " + (found.octets == null ? "the end of the connection" : decoded(found.octets))
                    + " (expected nothing)");
        }
    }

    /** Asks the router something and waits for the answer. */
    public void roundTrip() {
        long request = nextRequest();
        send(48, request, Map.of(), "io.aerostat.acceptance.nobody_registers_this");
        expectAmongOthers(8, 48, request);
    }

    private Message await(String expected, Predicate<Message> wanted) {
        List<Arrival> others = new ArrayList<>();
        try {
            while (true) {
                Arrival next = next(expected);
                if (next.octets == null) {
                    throw failure("the connection has ended, " + next.end + " (expected " + expected + ")");
                }
                Message message = decoded(next.octets);
                if (wanted.test(message)) {
                    return message;
                }
                others.add(next);
            }
        } finally {
            Collections.reverse(others);
            others.forEach(waiting::addFirst);
        }
    }

    private Message receive(String expected) {
        Arrival next = next(expected);
        if (next.octets == null) {
            throw failure("the connection has ended, " + next.end + " (expected " + expected + ")");
        }
        return decoded(next.octets);
    }

    private Arrival next(String expected) {
        Arrival next = waiting.poll();
        if (next != null) {
            return next;
        }
        try {
            next = arrivals.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (next == null) {
            throw failure("found nothing within " + DEADLINE.toSeconds() + " s (expected " + expected + ")");
        }
        note("← " + (next.octets == null ? "the end: " + next.end : decoded(next.octets)));
        return next;
    }

    private Message decoded(byte[] octets) {
        Object value = wire.encoding().codec().decode(octets);
        if (!(value instanceof List<?> elements)) {
            throw failure("found " + Values.print(value) + " (expected a list)");
        }
        return new Message(new ArrayList<>(elements));
    }

    private static boolean begins(Message message, @Nullable Object... beginning) {
        if (message.size() < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (!Values.same(Values.normal(beginning[i]), message.elements().get(i))) {
                return false;
            }
        }
        return true;
    }

    private void note(String line) {
        if (transcript.size() == TRANSCRIPT) {
            transcript.removeFirst();
        }
        transcript.addLast(line);
    }

    private AssertionError failure(String what) {
        return new AssertionError(wire + ": " + what + "\n" + String.join("\n", transcript));
    }

    private static String print(@Nullable Object... beginning) {
        return Values.print(Arrays.asList(beginning)).replaceFirst("]$", ", …]");
    }

    // The end

    /** Ends the connection as a lost network would, as far as the transport can. */
    public void reset() {
        try {
            connection.reset();
        } catch (IOException e) {
            throw new UncheckedIOException("the connection cannot be reset", e);
        }
    }

    /** Ends the connection. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the connection cannot be closed", e);
        }
    }
}
