package io.aerostat.acceptance;

import static io.aerostat.testkit.MessageType.RESULT;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * Waits for the part of the example that is ready last: the balloon in its container, which answers {@code
 * com.balloon.pop}.
 */
final class BalloonFlies {

    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private BalloonFlies() {}

    static void awaitPop(BalloonExample example) {
        await("the balloon answers")
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(CompletionException.class)
                .until(() -> popAnswers(example));
    }

    private static boolean popAnswers(BalloonExample example) {
        try (RawPeer peer = example.peer()) {
            peer.authenticate(BalloonExample.HELLO, "ingemar", "123456");
            peer.call("com.balloon.pop", 56, 18);
            Message answer = peer.receive();
            return answer.type() == RESULT && answer.list(3).get(0).equals(74L);
        }
    }
}
