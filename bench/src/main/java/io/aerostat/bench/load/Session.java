package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wamp.Credentials;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.ConnectionHandler;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.MessageWriter;
import io.aerostat.bench.wire.Template;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One peer of the router: joins, and then passes control to a subclass. Any unexpected message fails the run. */
abstract class Session implements ConnectionHandler {
    protected final Run run;
    private final LoadOptions options;
    private MessageReader reader;
    private MessageWriter writer;

    Session(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
        this.reader = options.encoding().newReader();
        this.writer = options.encoding().newWriter();
    }

    /** Called when the session is established. */
    protected abstract void joined(Connection connection);

    /** Called for each message after WELCOME; the reader's position is after the message type. */
    protected abstract void message(Connection connection, int code, MessageReader reader);

    /** Called when the router has ended the connection. */
    protected void ended(Connection connection, String reason) {
        run.fail("connection lost: " + reason);
    }

    /** Called when the router has answered HELLO or AUTHENTICATE with ABORT. */
    protected void refused(Connection connection, String message) {
        run.fail("refused: " + message);
    }

    protected final MessageWriter write() {
        return writer.begin();
    }

    protected final void sendWritten(Connection connection) {
        connection.send(writer.bytes());
    }

    @Override
    public final void opened(Connection connection, Encoding encoding) {
        reader = encoding.newReader();
        writer = encoding.newWriter();
        LoadOptions.Authentication authentication = options.authentication();
        boolean anonymous = authentication == LoadOptions.Authentication.ANONYMOUS;
        boolean cryptosign = authentication == LoadOptions.Authentication.CRYPTOSIGN;
        write().list(3).integer(Code.HELLO).text(options.realm()).map(anonymous ? 1 : cryptosign ? 4 : 3);
        writer.text("roles").map(4);
        for (String role : new String[] {"caller", "callee", "publisher", "subscriber"}) {
            writer.text(role).map(0);
        }
        if (!anonymous) {
            writer.text("authmethods").list(1).text(authentication.name().toLowerCase(Locale.ROOT));
            writer.text("authid").text(Credentials.AUTHID);
        }
        if (cryptosign) {
            writer.text("authextra").map(1).text("pubkey").text(Credentials.PUBLIC_KEY);
        }
        sendWritten(connection);
    }

    @Override
    public final void received(Connection connection, byte[] bytes, int from, int length) {
        reader.begin(bytes, from, length).enterList();
        int code = (int) reader.integer();
        switch (code) {
            case Code.WELCOME -> joined(connection);
            case Code.CHALLENGE -> answerChallenge(connection);
            case Code.ABORT -> refused(connection, beginning(bytes, from, length));
            case Code.ERROR -> run.fail("refused: " + beginning(bytes, from, length));
            default -> message(connection, code, reader);
        }
    }

    private static String beginning(byte[] bytes, int from, int length) {
        return new String(bytes, from, Math.min(length, 300), StandardCharsets.ISO_8859_1);
    }

    @Override
    public final void lost(Connection connection, String reason) {
        ended(connection, reason);
    }

    private void answerChallenge(Connection connection) {
        reader.text();
        // Only the challenge is read from the details. The challenge of cryptosign is plain text. The challenge of
        // WAMP-CRA is a JSON text, which is escaped within a JSON message.
        String details =
                new String(reader.bytes(), reader.position(), reader.end() - reader.position(), StandardCharsets.UTF_8);
        String signature;
        if (options.authentication() == LoadOptions.Authentication.CRYPTOSIGN) {
            signature = Credentials.cryptosign(details);
        } else {
            int begin = details.indexOf('{', details.indexOf("challenge") + "challenge".length());
            int end = details.indexOf('}', begin) + 1;
            signature = Credentials.wampCra(
                    details.substring(begin, end).replace("\\\"", "\"").replace("\\/", "/"));
        }
        write().list(3).integer(Code.AUTHENTICATE).text(signature).map(0);
        sendWritten(connection);
    }

    /**
     * Checks that the arguments consist of one text, as the load has sent it. Afterwards, {@link
     * MessageReader#textFrom} is the position of this text.
     */
    protected final void checkPayload(MessageReader reader) {
        reader.enterList();
        reader.text();
        int length = reader.textLength();
        if (length != options.payload()) {
            run.fail("wrong payload: found " + length + " bytes (expected " + options.payload() + ")");
            return;
        }
        int sender = Template.sender(reader.bytes(), reader.textFrom());
        for (int i = Template.STAMP; i < length; i++) {
            if (reader.bytes()[reader.textFrom() + i] != (byte) ('a' + (i * 7 + sender) % 26)) {
                run.fail("wrong payload: byte " + i + " of a message of sender " + sender);
                return;
            }
        }
    }
}
