package io.aerostat.metrics;

import io.aerostat.router.RouterStatistics;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A router whose numbers the metrics show.
 *
 * @param name the value of the label {@code router}
 * @param statistics reads the numbers, such as {@code router::statistics}; any thread
 * @param ready says whether the router should get new clients; any thread
 */
public record ObservedRouter(String name, Supplier<RouterStatistics> statistics, BooleanSupplier ready) {}
