package io.aerostat.node.run;

import io.aerostat.component.Component;

/** A component for tests whose constructor fails. */
public final class FaultyComponent implements Component {
    public FaultyComponent() {
        throw new IllegalStateException("no helium");
    }
}
