package io.aerostat.metrics;

import io.aerostat.router.RouterStatistics;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A router whose numbers the metrics show.
 *
 * @param name the value of the label {@code router}
 * @param statistics reads the numbers, such as {@code router::statistics}; called on any thread
 * @param ready returns whether the router should get new clients; called on any thread
 */
public record ObservedRouter(String name, Supplier<RouterStatistics> statistics, BooleanSupplier ready) {}
