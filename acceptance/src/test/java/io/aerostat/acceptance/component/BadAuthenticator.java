package io.aerostat.acceptance.component;

import io.aerostat.client.session.Session;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An authenticator that throws, never answers, answers nonsense, or is not registered; {@code extra.mood} selects the
 * fault.
 */
public final class BadAuthenticator implements Component {
    private final String mood;

    public BadAuthenticator(ComponentContext context) {
        this.mood = String.valueOf(context.extra().get("mood"));
    }

    @Override
    public CompletionStage<?> onJoin(Session session) {
        return mood.equals("absent")
                ? Component.done()
                : session.register("com.balloon.authenticate", invocation -> switch (mood) {
                    case "throws" -> throw new IllegalStateException("the password of the database is 1234");
                    case "hangs" -> new CompletableFuture<Object>();
                    default -> List.of("nonsense", 17);
                });
    }
}
