package io.aerostat.client.connection;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connects by TLS to ports that do not speak TLS. */
class TlsRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rss | HTTP/1.1 400 Bad Request | TLS: found an answer without TLS (expected a port with TLS)",
                "https | HTTP/1.1 400 Bad Request | TLS: found an answer without TLS (expected a port with TLS)",
                "rss | '' | TLS: the router closed the connection during the handshake",
                "https | '' | TLS: the router closed the connection during the handshake",
            })
    void theErrorSaysWhatTheOtherEndDoes(String scheme, String answer, String message) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ClientRuntime runtime = ClientRuntime.create("tls")) {
            String url = scheme + "://127.0.0.1:" + server.getLocalPort();
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(server, answer));

            assertThatThrownBy(() -> Joining.join(
                                    Connectors.to(url, ConnectorOptions.DEFAULT, runtime),
                                    () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                                    ClientSessionOptions.of(runtime.executor(), runtime.timer()))
                            .await(DEADLINE))
                    .isInstanceOf(ConnectFailed.class)
                    .hasMessage(scheme.equals("https") ? url + "/: " + message : message);
            served.join();
        }
    }

    /** Reads everything that the client sends first, because unread bytes would reset the connection. */
    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            byte[] hello = new byte[64 * 1024];
            if (socket.getInputStream().read(hello) > 0) {
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
            }
            socket.shutdownOutput();
            while (socket.getInputStream().read(hello) >= 0) {
                continue;
            }
        } catch (IOException e) {
            return; // the client has closed the connection
        }
    }
}
