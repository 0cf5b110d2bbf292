package io.aerostat.node.management;

import io.aerostat.node.reload.ReloadReport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.event.Level;

/** The operations on a running node. Any thread; no method blocks. */
public interface NodeControl {
    /** Reloads the configuration, or reports what a reload would do. */
    CompletableFuture<ReloadReport> reload(boolean isDryRun);

    /** Returns the state of the node in plain values: texts, numbers and maps. */
    Map<String, Object> status();

    /** Begins to end the node in an orderly way. Returns how long the end may take. */
    Duration stop();

    /** Sets the level of the node's log; containers keep their own level. */
    void logLevel(Level level);
}
