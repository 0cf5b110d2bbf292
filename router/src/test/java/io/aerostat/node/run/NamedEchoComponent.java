package io.aerostat.node.run;

import io.aerostat.client.session.Session;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import java.util.concurrent.CompletionStage;

/**
 * A component for tests, which registers the {@code procedure} of its {@code extra}; calls return its {@code value}.
 */
public final class NamedEchoComponent implements Component {
    private final ComponentContext context;

    public NamedEchoComponent(ComponentContext context) {
        this.context = context;
    }

    @Override
    public CompletionStage<?> onJoin(Session session) {
        return session.register(
                String.valueOf(context.extra().get("procedure")),
                invocation -> String.valueOf(context.extra().get("value")));
    }
}
