#!/usr/bin/env bash
# JDK 17.0.15 and 25.0.3: if the connection of a WebSocket of java.net.http ends while its listener works on a message,
# the listener never gets to know it, and sendText() continues to succeed.
#
# Guess: a listener that requests the next message after its work then gets onClose with 1006, as a listener does that
# waits for a message when the connection ends; at the latest, sending fails.
# Seen: after a server, a proxy or its restart has closed the connection without CLOSE, neither request(1) nor further
# requests lead to onClose or onError, isInputClosed() stays false, and two texts are sent "successfully". The program
# believes that it is connected. If the server sends CLOSE first, the listener gets it after its next request(1). So
# request the next message before the work on the last one, or send pings with sendPing() and expect onPong in time.
#
# JDK25_HOME names JDK 25; `java` has to be JDK 17.
set -euo pipefail
other=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >Try.java <<'JAVA'
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

public class Try {
    static final String TEXT = "\u0081\1x";
    static final String CLOSE = "\u0088\2\3\u00e9";

    /** Notes what happens, and requests no message after the first one. */
    static class Notes implements WebSocket.Listener {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean isLast) {
            seen.add("onText");
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            seen.add("onClose " + code);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            seen.add("onError");
        }
    }

    static Socket accept(ServerSocket server) throws Exception {
        Socket socket = server.accept();
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        String key = "";
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase().startsWith("sec-websocket-key:")) {
                key = line.substring(18).strip();
            }
        }
        byte[] accepted = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes();
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(accepted);
        send(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n");
        return socket;
    }

    static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes("ISO-8859-1"));
    }

    /** Sends frames to a client, closes the connection, and prints what the listener gets. */
    static void attempt(String what, String frames) throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var notes = new Notes();
            URI uri = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
            var opening = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, notes);
            Socket socket = accept(server);
            WebSocket webSocket = opening.get(20, TimeUnit.SECONDS);
            send(socket, frames);
            if (frames.startsWith(TEXT) && !"onText".equals(notes.seen.poll(20, TimeUnit.SECONDS))) {
                throw new IllegalStateException("found no text");
            }
            Thread.sleep(500);
            socket.close();
            Thread.sleep(500);
            for (int i = 0; i < 3; i++) {
                webSocket.request(1);
            }
            String seen = String.valueOf(notes.seen.poll(15, TimeUnit.SECONDS));
            String sent = "";
            for (int i = 0; i < 2; i++) {
                try {
                    webSocket.sendText("x", true).get(5, TimeUnit.SECONDS);
                    sent += ", sent";
                } catch (Exception e) {
                    sent += ", not sent";
                }
                Thread.sleep(500);
            }
            System.out.println(what + ": " + seen + sent + ", isInputClosed() " + webSocket.isInputClosed());
        }
    }

    public static void main(String[] args) throws Exception {
        attempt(args[0] + ", end while the listener waits", "");
        attempt(args[0] + ", end while the listener works", TEXT);
        attempt(args[0] + ", CLOSE and end while the listener works", TEXT + CLOSE);
        System.exit(0);
    }
}
JAVA
{
    timeout 90 java Try.java "JDK 17"
    timeout 90 "$other/bin/java" Try.java "JDK 25"
} | tee seen
diff - seen <<'SEEN'
JDK 17, end while the listener waits: onClose 1006, not sent, not sent, isInputClosed() true
JDK 17, end while the listener works: null, sent, sent, isInputClosed() false
JDK 17, CLOSE and end while the listener works: onClose 1001, not sent, not sent, isInputClosed() true
JDK 25, end while the listener waits: onClose 1006, not sent, not sent, isInputClosed() true
JDK 25, end while the listener works: null, sent, sent, isInputClosed() false
JDK 25, CLOSE and end while the listener works: onClose 1001, not sent, not sent, isInputClosed() true
SEEN
# Output seen on 2026-12-01: the six lines above
