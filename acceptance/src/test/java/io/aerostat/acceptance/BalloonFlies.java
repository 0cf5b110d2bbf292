package io.aerostat.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** Waits for the last part of the example that is up: the balloon in its container, which answers {@code com.balloon.pop}. */
final class BalloonFlies {

    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final int RESULT = 50;

    private BalloonFlies() {}

    static void awaitPop(BalloonExample example) {
        await("the balloon answers")
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(CompletionException.class)
                .until(() -> popAnswers(example));
    }

    private static boolean popAnswers(BalloonExample example) {
        try (RawPeer peer = RawPeer.connect(example.webSocket())) {
            peer.join("ingemar", "123456");
            peer.send(48, 1, Map.of(), "com.balloon.pop", List.of(56, 18));
            JsonNode answer = peer.receive();
            return answer.get(0).asInt() == RESULT && answer.get(3).get(0).asInt() == 74;
        }
    }
}
