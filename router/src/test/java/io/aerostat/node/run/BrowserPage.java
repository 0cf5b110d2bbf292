package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;

/** One WebSocket of a browser, which sends the browser's cookies. */
final class BrowserPage implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private BrowserPage() {}

    static BrowserPage open(HttpClient browser, int port, String path) throws Exception {
        BrowserPage page = new BrowserPage();
        page.socket = browser.newWebSocketBuilder()
                .subprotocols("wamp.2.json")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), page)
                .get(60, TimeUnit.SECONDS);
        return page;
    }

    void hello(String authid, String... methods) throws Exception {
        send("[1,\"realm1\",{\"roles\":{\"caller\":{}}"
                + (authid == null ? "" : ",\"authid\":\"" + authid + "\"")
                + ",\"authmethods\":[\"" + String.join("\",\"", methods) + "\"]}]");
    }

    void send(String message) throws Exception {
        socket.sendText(message, true).get(60, TimeUnit.SECONDS);
    }

    AbstractStringAssert<?> expect(String beginning) throws Exception {
        return assertThat(messages.poll(60, TimeUnit.SECONDS)).startsWith(beginning);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }
}
