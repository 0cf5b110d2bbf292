package io.aerostat.bench.wire;

import io.aerostat.bench.wamp.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Translates between the WAMP messages of a load, in JSON, and the protocol of a NATS server, so that the same loads
 * run on WAMP routers and on NATS. A call becomes a request with its reply, and an event becomes a message on a
 * subject. The payload is the part of the message after the URI. NATS does not answer some requests, such as a
 * subscription. After such a request, the framing sends PING and treats PONG as the answer.
 */
final class NatsFraming implements Framing {
    private static final byte[] LINE_END = ascii("\r\n");
    private static final String CONNECT =
            "CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":true,\"protocol\":1}\r\n";

    private final MessageReader reader = Encoding.JSON.newReader();
    private final MessageWriter writer = Encoding.JSON.newWriter();
    /** The answers for which the load waits, in the order of the PINGs. */
    private final Queue<byte[]> answers = new ArrayDeque<>();
    /** The reply subjects of the invocations that the load has not answered yet. */
    private final Map<Long, String> replies = new HashMap<>();

    private final String inbox =
            "_INBOX." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".";
    private boolean open;
    private long invocations;
    private long publications;

    @Override
    public void open(Bytes out) {
        // Nothing to write: the server sends the first message, INFO.
    }

    @Override
    public int read(byte[] bytes, int from, int to, Connection connection) {
        int at = from;
        while (connection.isReading()) {
            int end = Bytes.find(LINE_END, bytes, at, to);
            if (end < 0) {
                return at;
            }
            int next = end + LINE_END.length;
            if (bytes[at] == 'M') {
                String[] line = text(bytes, at, end - at).split(" ");
                int length = Integer.parseInt(line[line.length - 1]);
                if (to - next < length + LINE_END.length) {
                    return at;
                }
                message(line, bytes, next, length, connection);
                next += length + LINE_END.length;
            } else {
                control(text(bytes, at, end - at), connection);
            }
            at = next;
        }
        return at;
    }

    private void control(String line, Connection connection) {
        if (line.startsWith("INFO") && !open) {
            open = true;
            byte[] connect = ascii(CONNECT);
            connection.sendFrame(connect, 0, connect.length);
            connection.opened(Encoding.JSON);
        } else if (line.equals("PING")) {
            byte[] pong = ascii("PONG\r\n");
            connection.sendFrame(pong, 0, pong.length);
        } else if (line.equals("PONG")) {
            byte[] answer = answers.remove();
            connection.received(answer, 0, answer.length);
        } else if (line.startsWith("-ERR")) {
            throw new WireException("NATS: found " + line + " (expected no error)");
        }
    }

    /** Passes a NATS message to the load: {@code MSG subject id [reply] length}. */
    private void message(String[] line, byte[] bytes, int from, int length, Connection connection) {
        writer.begin();
        if (line[1].startsWith(inbox)) {
            writer.list(4)
                    .integer(Code.RESULT)
                    .integer(Long.parseLong(line[1].substring(inbox.length())))
                    .map(0);
        } else if (line.length == 5) {
            replies.put(++invocations, line[3]);
            writer.list(5)
                    .integer(Code.INVOCATION)
                    .integer(invocations)
                    .integer(1)
                    .map(0);
        } else {
            writer.list(5)
                    .integer(Code.EVENT)
                    .integer(1)
                    .integer(++publications)
                    .map(0);
        }
        Bytes message = writer.bytes();
        message.add(bytes, from, length);
        connection.received(message.array(), message.start(), message.length());
    }

    @Override
    public void write(Bytes out, byte[] message, int from, int length) {
        reader.begin(message, from, length).enterList();
        int code = (int) reader.integer();
        switch (code) {
            case Code.HELLO -> {
                out.add(ascii("SUB " + inbox + "* 1\r\n"));
                await(out, "[2,1,{\"roles\":{}}]");
            }
            case Code.GOODBYE -> await(out, "[6,{},\"wamp.close.goodbye_and_out\"]");
            case Code.SUBSCRIBE -> subscribe(out, Code.SUBSCRIBED);
            case Code.REGISTER -> subscribe(out, Code.REGISTERED);
            case Code.CALL -> {
                long request = reader.integer();
                reader.skip();
                publish(out, reader.string(), " " + inbox + request);
            }
            case Code.PUBLISH -> {
                reader.integer();
                reader.skip();
                publish(out, reader.string(), "");
            }
            case Code.YIELD -> {
                String reply = String.valueOf(replies.remove(reader.integer()));
                reader.skip();
                publish(out, reply, "");
            }
            default -> throw new WireException("NATS: found message " + code + " (expected one of rpc or fanout)");
        }
    }

    private void subscribe(Bytes out, int answer) {
        long request = reader.integer();
        reader.skip();
        out.add(ascii("SUB " + reader.string() + " 2\r\n"));
        await(out, "[" + answer + "," + request + ",1]");
    }

    private void await(Bytes out, String answer) {
        out.add(ascii("PING\r\n"));
        answers.add(ascii(answer));
    }

    private void publish(Bytes out, String subject, String reply) {
        int length = reader.end() - reader.position();
        out.add(ascii("PUB " + subject + reply + " " + length + "\r\n"));
        out.add(reader.bytes(), reader.position(), length);
        out.add(LINE_END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }
}
