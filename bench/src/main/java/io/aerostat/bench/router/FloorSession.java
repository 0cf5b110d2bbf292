package io.aerostat.bench.router;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.ConnectionHandler;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.MessageWriter;
import io.aerostat.bench.wire.WireException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** One session of the {@link FloorRouter}. */
final class FloorSession implements ConnectionHandler {
    private static final int ID = 1;

    private final FloorRouter router;
    private MessageReader reader = Encoding.JSON.newReader();
    private MessageWriter writer = Encoding.JSON.newWriter();

    FloorSession(FloorRouter router) {
        this.router = router;
    }

    @Override
    public void opened(Connection connection, Encoding encoding) {
        reader = encoding.newReader();
        writer = encoding.newWriter();
    }

    @Override
    public void received(Connection connection, byte[] bytes, int from, int length) {
        reader.begin(bytes, from, length).enterList();
        int code = (int) reader.integer();
        switch (code) {
            case Code.HELLO -> welcome(connection);
            case Code.GOODBYE -> {
                writer.begin().list(3).integer(Code.GOODBYE).map(0).text("wamp.close.goodbye_and_out");
                connection.send(writer.bytes());
            }
            case Code.SUBSCRIBE -> {
                long request = reader.integer();
                router.subscribe(uri(), connection);
                acknowledge(connection, Code.SUBSCRIBED, request);
            }
            case Code.REGISTER -> {
                long request = reader.integer();
                router.register(uri(), connection);
                acknowledge(connection, Code.REGISTERED, request);
            }
            case Code.CALL -> call(connection, reader.integer());
            case Code.YIELD -> result(reader.integer());
            case Code.PUBLISH -> publish();
            default -> throw new WireException("floor: found message " + code + " (expected one of a load)");
        }
    }

    @Override
    public void lost(Connection connection, String reason) {
        // Nothing to do: the load has ended, and the next load will register and subscribe anew.
    }

    private void welcome(Connection connection) {
        writer.begin().list(3).integer(Code.WELCOME).integer(ID).map(1);
        writer.text("roles").map(2).text("broker").map(0).text("dealer").map(0);
        connection.send(writer.bytes());
    }

    private void acknowledge(Connection connection, int code, long request) {
        writer.begin().list(3).integer(code).integer(request).integer(ID);
        connection.send(writer.bytes());
    }

    private void call(Connection connection, long request) {
        Connection callee = router.callee(readUri());
        long invocation = router.invocation(connection, request);
        writer.begin()
                .list(5)
                .integer(Code.INVOCATION)
                .integer(invocation)
                .integer(ID)
                .map(0);
        sendWithRest(callee);
    }

    private void result(long invocation) {
        reader.skip();
        writer.begin()
                .list(4)
                .integer(Code.RESULT)
                .integer(router.request(invocation))
                .map(0);
        sendWithRest(router.caller(invocation));
    }

    private void publish() {
        reader.integer();
        ByteBuffer topic = readUri();
        writer.begin()
                .list(5)
                .integer(Code.EVENT)
                .integer(ID)
                .integer(router.nextPublication())
                .map(0);
        splice();
        for (Connection subscriber : router.subscribers(topic)) {
            subscriber.send(writer.bytes());
        }
    }

    private void sendWithRest(Connection receiver) {
        splice();
        receiver.send(writer.bytes());
    }

    /**
     * Copies the part of the message that has not been read, including the separator before it and the end of the
     * message.
     */
    private void splice() {
        writer.bytes().add(reader.bytes(), reader.position(), reader.end() - reader.position());
    }

    private byte[] uri() {
        ByteBuffer uri = readUri();
        return Arrays.copyOfRange(uri.array(), uri.position(), uri.limit());
    }

    private ByteBuffer readUri() {
        reader.skip();
        reader.text();
        return ByteBuffer.wrap(reader.bytes(), reader.textFrom(), reader.textLength());
    }
}
