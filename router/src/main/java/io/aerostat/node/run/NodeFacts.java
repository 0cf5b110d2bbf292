package io.aerostat.node.run;

import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Worker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Facts about the node, for its page ({@code nodeinfo}) and its log. */
final class NodeFacts implements Supplier<Map<String, Object>> {
    private final Supplier<NodeConfiguration> configuration;
    private final Supplier<Map<String, Object>> statistics;
    private final Supplier<String> state;
    private final Services services;
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /**
     * @param configuration the running configuration
     * @param statistics the node's numbers
     * @param state the state of the node as a whole
     * @param services the states of the node's parts
     */
    NodeFacts(
            Supplier<NodeConfiguration> configuration,
            Supplier<Map<String, Object>> statistics,
            Supplier<String> state,
            Services services) {
        this.configuration = configuration;
        this.statistics = statistics;
        this.state = state;
        this.services = services;
    }

    @Override
    public Map<String, Object> get() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("software", "Aerostat");
        facts.put("node", configuration.get().controller().id().orElse("(no id)"));
        facts.put("started", started.toString());
        facts.put("process", ProcessHandle.current().pid());
        facts.put("state", state.get());
        facts.put("workers", summary());
        facts.putAll(services.words());
        facts.putAll(statistics.get());
        return facts;
    }

    String summary() {
        return count(RouterWorker.class, "router") + ", " + count(ContainerWorker.class, "container") + ", "
                + count(GuestWorker.class, "guest");
    }

    private String count(Class<? extends Worker> kind, String name) {
        int workers = configuration.get().workers(kind).size();
        return workers + " " + name + (workers == 1 ? "" : "s");
    }
}
