package io.aerostat.node.run;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;

/** A component of the tests: tells what it was given, under a procedure that its {@code extra} names. */
public final class EchoComponent implements Component {
    private final ComponentContext context;

    public EchoComponent(ComponentContext context) {
        this.context = context;
    }

    /** What the component's {@code extra} holds under a key. */
    @Procedure("com.example.extra")
    public Object extra(String key) {
        return String.valueOf(context.extra().get(key));
    }
}
