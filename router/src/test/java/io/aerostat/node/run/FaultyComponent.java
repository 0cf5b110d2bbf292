package io.aerostat.node.run;

import io.aerostat.component.Component;

/** A component of the tests that cannot be made. */
public final class FaultyComponent implements Component {
    public FaultyComponent() {
        throw new IllegalStateException("no helium");
    }
}
