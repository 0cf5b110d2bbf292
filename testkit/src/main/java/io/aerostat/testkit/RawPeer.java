package io.aerostat.testkit;

import static io.aerostat.testkit.MessageType.ABORT;
import static io.aerostat.testkit.MessageType.AUTHENTICATE;
import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.CHALLENGE;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBE;
import static io.aerostat.testkit.MessageType.WELCOME;
import static io.aerostat.testkit.MessageType.YIELD;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A WAMP peer that sends exactly the messages that a test specifies. Its messages are plain lists, and it uses neither
 * the router's code nor the Java client. Every expectation has a deadline; when an expectation fails, the failure shows
 * the last messages on the wire. Each peer belongs to one test thread.
 */
public final class RawPeer implements AutoCloseable {
    /** The name of a message type, in place of the code with which a message begins. */
    private static final Pattern TYPE_NAME = Pattern.compile("(?<=^\\[)[A-Z_]+");

    /** Matches any value in an expectation. */
    public static final Object ANY = new Object() {
        @Override
        public String toString() {
            return "ANY";
        }
    };

    private static final Set<Integer> REQUEST_TYPES =
            Set.of(PUBLISH, SUBSCRIBE, UNSUBSCRIBE, CALL, REGISTER, UNREGISTER);

    private final Encoding encoding;
    private final Connection connection;
    private final Transcript transcript;
    private final Inbox inbox;
    private long lastRequest;
    private @Nullable Message welcome;

    /** Opens the connection of a peer. */
    @FunctionalInterface
    public interface Opening {
        Connection open() throws IOException;
    }

    private RawPeer(String wire, Encoding encoding, Connection connection, Arrivals arrivals) {
        this.encoding = encoding;
        this.connection = connection;
        this.transcript = new Transcript(wire);
        this.inbox = new Inbox(arrivals, encoding.codec(), transcript);
    }

    /**
     * Connects a peer that reads ahead on a thread of its own, so that the peer answers pings while the test does
     * something else.
     *
     * @param wire the name of the connection in failure texts
     */
    public static RawPeer connect(Object wire, Encoding encoding, Opening opening) {
        try {
            Connection connection = opening.open();
            return new RawPeer(wire.toString(), encoding, connection, Arrivals.ahead(connection));
        } catch (IOException e) {
            throw new UncheckedIOException("no connection over " + wire, e);
        }
    }

    /** Returns a JSON peer that reads from its connection only while the test waits for a message. */
    public static RawPeer onDemand(Connection connection) {
        return new RawPeer("on demand", Encoding.JSON, connection, Arrivals.onDemand(connection));
    }

    // Joining

    /** Sends HELLO and expects WELCOME. */
    public RawPeer join(Hello hello) {
        send(hello.message());
        welcome = expect(WELCOME);
        return this;
    }

    /** Joins by a ticket as this user: sends HELLO, expects CHALLENGE, sends the ticket, and expects WELCOME. */
    public RawPeer joinByTicket(Hello hello, String authid, String ticket) {
        send(hello.detail("authmethods", List.of("ticket"))
                .detail("authid", authid)
                .message());
        expect(CHALLENGE, "ticket");
        send(AUTHENTICATE, ticket, Map.of());
        welcome = expect(WELCOME);
        return this;
    }

    /**
     * Sends HELLO for WAMP-CRA and answers the challenge with this unsalted secret.
     *
     * @return the router's last answer: WELCOME, or ABORT
     */
    public Message authenticate(Hello hello, String authid, String secret) {
        Message answer = requestChallenge(hello, authid);
        if (answer.type() != CHALLENGE) {
            return answer;
        }
        answerChallenge(answer, secret);
        Message last = receive();
        welcome = last.type() == WELCOME ? last : null;
        return last;
    }

    /** Sends HELLO for WAMP-CRA, and returns the router's answer: CHALLENGE, or ABORT. */
    public Message requestChallenge(Hello hello, String authid) {
        send(hello.detail("authmethods", List.of("wampcra"))
                .detail("authid", authid)
                .message());
        return receive();
    }

    /** Answers a WAMP-CRA CHALLENGE with its signature. */
    public RawPeer answerChallenge(Message challenge, String secret) {
        return send(
                AUTHENTICATE,
                WampCra.signature(secret, String.valueOf(challenge.dict(2).get("challenge"))),
                Map.of());
    }

    /** Returns the id of the joined session. */
    public long session() {
        return welcome().id(1);
    }

    /** Returns the WELCOME of the joined session. */
    public Message welcome() {
        if (welcome == null) {
            throw new IllegalStateException("this peer has not joined by one of the joining methods");
        }
        return welcome;
    }

    // Sending

    /** Sends a message. */
    public RawPeer send(@Nullable Object... message) {
        if (message[0] instanceof Integer type
                && REQUEST_TYPES.contains(type)
                && message[1] instanceof Number request) {
            lastRequest = Math.max(lastRequest, request.longValue());
        }
        transcript.note("→ " + Values.print(Arrays.asList(message)));
        return sendBytes(encoding.codec().encode(Arrays.asList(message)));
    }

    /** Sends any value, even one that is not a WAMP message. */
    public RawPeer sendValue(@Nullable Object value) {
        transcript.note("→ " + Values.print(value));
        return sendBytes(encoding.codec().encode(value));
    }

    /** Sends these bytes as one message in the framing of the transport. */
    public RawPeer sendBytes(byte[] message) {
        try {
            connection.send(message);
        } catch (IOException e) {
            // The router may have ended the connection; if so, the next expectation shows the end.
            transcript.note("→ failed: " + e.getMessage());
        }
        return this;
    }

    /**
     * Sends a text unchanged as one JSON message, even if no encoder would write this text. For JSON peers only.
     *
     * @param message the text; the name of a message type can replace the code at its beginning: {@code [CALL, 1, …]}
     */
    public RawPeer sendJson(String message) {
        if (encoding != Encoding.JSON) {
            throw new IllegalStateException("found a peer in " + encoding + " (expected one in JSON)");
        }
        transcript.note("→ " + message);
        String coded =
                TYPE_NAME.matcher(message).replaceFirst(name -> String.valueOf(MessageType.ofName(name.group())));
        return sendBytes(coded.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the next request id of this peer. */
    public long nextRequest() {
        return lastRequest + 1;
    }

    /** Sends SUBSCRIBE without options and expects SUBSCRIBED. Returns the subscription id. */
    public long subscribe(String topic) {
        long request = nextRequest();
        send(SUBSCRIBE, request, Map.of(), topic);
        return expect(SUBSCRIBED, request).id(2);
    }

    /** Sends REGISTER without options and expects REGISTERED. Returns the registration id. */
    public long register(String procedure) {
        long request = nextRequest();
        send(REGISTER, request, Map.of(), procedure);
        return expect(REGISTERED, request).id(2);
    }

    /** Sends CALL without options and returns its request id. */
    public long call(String procedure, @Nullable Object... arguments) {
        long request = nextRequest();
        send(CALL, request, Map.of(), procedure, Arrays.asList(arguments));
        return request;
    }

    /** Sends YIELD with these arguments for an INVOCATION. */
    public RawPeer yield(Message invocation, @Nullable Object... results) {
        return send(YIELD, invocation.id(1), Map.of(), Arrays.asList(results));
    }

    // Expecting

    /**
     * Waits for the next message, which must begin with these elements. {@link #ANY} matches any value, at any depth;
     * integers are equal whatever their Java type.
     *
     * @return the whole message
     */
    public Message expect(@Nullable Object... beginning) {
        Message message = inbox.receive(print(beginning));
        if (!message.begins(beginning)) {
            throw transcript.failure("found " + message + " (expected " + print(beginning) + ")");
        }
        return message;
    }

    /** Waits like {@link #expect} for a message that has exactly these elements. */
    public Message expectExactly(@Nullable Object... elements) {
        Message message = expect(elements);
        if (message.size() != elements.length) {
            throw transcript.failure("found " + message + " (expected exactly " + print(elements) + ")");
        }
        return message;
    }

    /** Waits for the first message that begins with these elements; earlier messages stay in the inbox. */
    public Message expectAmongOthers(@Nullable Object... beginning) {
        return inbox.await(print(beginning), message -> message.begins(beginning));
    }

    /** Returns the next message of any type. */
    public Message receive() {
        return inbox.receive("a message");
    }

    /** Expects ABORT with this reason and then the end of the connection. */
    public Message expectAbort(String reason) {
        Message abort = expect(ABORT, ANY, reason);
        expectClosed();
        return abort;
    }

    /** Expects ABORT with the reason of a protocol violation, and then the end of the connection. */
    public Message expectProtocolViolation() {
        return expectAbort("wamp.error.protocol_violation");
    }

    /** Expects the end of the connection as the next arrival, without a message. */
    public void expectClosed() {
        Optional<Message> next = inbox.next("the end of the connection");
        if (next.isPresent()) {
            throw transcript.failure("found " + next.get() + " (expected the end of the connection)");
        }
    }

    /**
     * Expects that no earlier message of this peer or the other peers has caused a message to this peer. All peers must
     * have joined. Instead of sleeping, first each other peer and then this peer makes a call and waits for the answer.
     * The router sends this answer after all messages that the peer's earlier messages have caused.
     */
    public void expectNothing(RawPeer... after) {
        for (RawPeer other : after) {
            other.roundTrip();
        }
        // Two calls are necessary, because the event loop may run the first call before a task that sends a message to
        // this peer.
        roundTrip();
        roundTrip();
        inbox.expectEmpty();
    }

    /** Calls a procedure that is not registered, and waits for the error. */
    public void roundTrip() {
        long request = nextRequest();
        send(CALL, request, Map.of(), "io.aerostat.testkit.nobody_registers_this");
        expectAmongOthers(ERROR, CALL, request);
    }

    /** Discards messages until a message of this type arrives, and returns that message. */
    public Message skipTo(int type) {
        Message message = inbox.receive("a message of type " + type);
        while (message.type() != type) {
            message = inbox.receive("a message of type " + type);
        }
        return message;
    }

    /** Returns the next message; empty if the connection ends first. */
    public Optional<Message> receiveUnlessEnded() {
        return inbox.next("a message or the end of the connection");
    }

    private static String print(@Nullable Object... beginning) {
        return Values.print(Arrays.asList(beginning)).replaceFirst("]$", ", …]");
    }

    // Ending

    /** Ends the connection like a network failure, as far as the transport can do so. */
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
