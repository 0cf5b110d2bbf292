package io.aerostat.router.connection;

import io.aerostat.router.observation.AdminPage;
import io.aerostat.router.observation.Health;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.observation.ProgramRunner;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The objects that the embedder of a router provides for its web services.
 *
 * @param health supplies the health, which says whether the router should get new clients; called on event loops, must
 *     not block
 * @param metricsPage renders the router's numbers; empty if there is no such page
 * @param adminPage shows the router to operators; empty if there is no such page
 * @param programs runs the programs of CGI services; empty if there is no such runner
 */
public record Operation(
        Supplier<Health> health,
        Optional<MetricsPage> metricsPage,
        Optional<AdminPage> adminPage,
        Optional<ProgramRunner> programs) {
    /** The operation of a router that is always ready and has no metrics. */
    public static final Operation NONE =
            new Operation(() -> new Health(List.of()), Optional.empty(), Optional.empty(), Optional.empty());
}
