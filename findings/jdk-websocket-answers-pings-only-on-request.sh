#!/usr/bin/env bash
# JDK 17.0.15 and 25.0.3: the WebSocket client of java.net.http answers no PING while its listener has not requested the
# next message, and never closes a connection whose server does not answer CLOSE.
#
# Guess: the client answers each PING at once, as the documentation says that it sends PONG automatically; request()
# only limits the calls of the listener. After sendClose(), the client closes the connection if the server does not
# answer.
# Seen: the client reads frames only as far as the listener has requested, so a PING waits behind the listener. If a
# listener requests the next message after its work, a server with a keepalive ends the connection of each client that
# works longer than the keepalive allows. After sendClose(), the connection is still open 20 s later, and in JDK 25
# HttpClient.close() waits for its end, too. Request the next message before the work on the last one, and call abort()
# some time after sendClose(). jdk-websocket-misses-the-end-of-its-connection.sh shows how a connection ends while its
# listener has not requested the next message.
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
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

public class Try {
    static final String PING = "\u0089\0";
    static final String TEXT = "\u0081\1x";

    /** Requests no message after the first one. */
    static class Busy implements WebSocket.Listener {
        final CountDownLatch text = new CountDownLatch(1);

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean isLast) {
            text.countDown();
            return null;
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

    /** Returns the next short frame of the client, or what happens within some seconds instead. */
    static String frame(Socket socket, int seconds) throws IOException {
        socket.setSoTimeout(seconds * 1000);
        InputStream in = socket.getInputStream();
        try {
            int first = in.read();
            if (first < 0) {
                return "end of the connection";
            }
            in.skipNBytes(4 + (in.read() & 0x7f));
            return first == 0x8a ? "PONG" : first == 0x88 ? "CLOSE" : Integer.toHexString(first);
        } catch (SocketTimeoutException e) {
            return "nothing for " + seconds + " s";
        }
    }

    public static void main(String[] args) throws Exception {
        var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        URI uri = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");

        var busy = new Busy();
        var opening = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, busy);
        Socket socket = accept(server);
        WebSocket webSocket = opening.get(20, TimeUnit.SECONDS);
        send(socket, PING);
        System.out.println(args[0] + ", PING to an idle listener: " + frame(socket, 5));
        send(socket, TEXT);
        busy.text.await(20, TimeUnit.SECONDS);
        send(socket, PING);
        System.out.println(args[0] + ", PING to a busy listener: " + frame(socket, 5));
        webSocket.request(1);
        System.out.println(args[0] + ", after request(1): " + frame(socket, 5));

        HttpClient client = HttpClient.newHttpClient();
        opening = client.newWebSocketBuilder().buildAsync(uri, new Busy());
        socket = accept(server);
        opening.get(20, TimeUnit.SECONDS).sendClose(1000, "").get(20, TimeUnit.SECONDS);
        System.out.println(args[0] + ", sendClose: " + frame(socket, 5) + ", then " + frame(socket, 20));
        if ((Object) client instanceof AutoCloseable closeable) {
            Thread closing = new Thread(() -> {
                try {
                    closeable.close();
                } catch (Exception e) {
                    System.out.println(e);
                }
            });
            closing.setDaemon(true);
            closing.start();
            closing.join(5_000);
            System.out.println(args[0] + ", HttpClient.close() still waits: " + closing.isAlive());
        }
        System.exit(0);
    }
}
JAVA
{
    timeout 90 java Try.java "JDK 17"
    timeout 90 "$other/bin/java" Try.java "JDK 25"
} | tee seen
diff - seen <<'SEEN'
JDK 17, PING to an idle listener: PONG
JDK 17, PING to a busy listener: nothing for 5 s
JDK 17, after request(1): PONG
JDK 17, sendClose: CLOSE, then nothing for 20 s
JDK 25, PING to an idle listener: PONG
JDK 25, PING to a busy listener: nothing for 5 s
JDK 25, after request(1): PONG
JDK 25, sendClose: CLOSE, then nothing for 20 s
JDK 25, HttpClient.close() still waits: true
SEEN
# Output seen on 2026-12-01: the lines above
