package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.WELCOME;

import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawSocketConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A session of a load. It uses the Unix domain socket of its node, so no cut of the network affects it. One thread
 * sends, and a separate thread receives.
 */
final class Peer implements AutoCloseable {
    private final RawSocketConnection connection;
    private final long session;
    private volatile boolean ended;
    private long requests;

    private Peer(RawSocketConnection connection) throws IOException {
        this.connection = connection;
        send(Hello.everything(ClusterNode.REALM).message());
        Message welcome = receive();
        if (welcome.type() != WELCOME) {
            throw new IOException("found " + welcome + " (expected WELCOME)");
        }
        session = welcome.id(1);
    }

    /** Connects to a socket and joins. */
    static Peer join(Path socket) {
        try {
            return new Peer(RawSocketConnection.open(ByteStream.unix(socket), Encoding.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException("no session at " + socket, e);
        }
    }

    long session() {
        return session;
    }

    /** Registers a procedure; called before {@link #receive(String, Consumer)}. */
    Peer register(String procedure) {
        return request(REGISTERED, REGISTER, procedure);
    }

    /** Subscribes to a topic; called before {@link #receive(String, Consumer)}. */
    Peer subscribe(String topic) {
        return request(SUBSCRIBED, SUBSCRIBE, topic);
    }

    private Peer request(int answer, int type, String uri) {
        send(type, nextRequest(), Map.of(), uri);
        try {
            Message received = receive();
            if (received.type() != answer) {
                throw new IllegalStateException("found " + received + " (expected the answer to " + uri + ")");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long nextRequest() {
        return ++requests;
    }

    /** Sends a message; drops the message if the connection has ended. */
    void send(Object... message) {
        try {
            connection.send(Encoding.JSON.codec().encode(Arrays.asList(message)));
        } catch (IOException e) {
            ended = true;
        }
    }

    private Message receive() throws IOException {
        byte[] bytes = connection.readFrame();
        while (bytes == null) {
            bytes = connection.readFrame();
        }
        if (Encoding.JSON.codec().decode(bytes) instanceof List<?> elements) {
            return new Message(new ArrayList<>(elements));
        }
        throw new IOException("found something else than a message");
    }

    /** Starts a thread that passes each message to a consumer until the connection ends. */
    Peer receive(String name, Consumer<Message> consumer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            consumer.accept(receive());
                        }
                    } catch (IOException e) {
                        ended = true;
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
