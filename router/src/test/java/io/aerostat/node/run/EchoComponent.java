package io.aerostat.node.run;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;

/** A component for tests, with a procedure that returns values of the component's {@code extra}. */
public final class EchoComponent implements Component {
    private final ComponentContext context;

    public EchoComponent(ComponentContext context) {
        this.context = context;
    }

    /** Returns the value of a key in the component's {@code extra}. */
    @Procedure("com.example.extra")
    public Object extra(String key) {
        return String.valueOf(context.extra().get(key));
    }
}
