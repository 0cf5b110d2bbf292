package io.aerostat.node.management;

import io.aerostat.router.Router;
import io.aerostat.router.realm.RealmCaller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A node with the given routers. Records audit lines and restarts. */
final class FakeInspection implements NodeInspection {
    private final Map<String, Router> routers;
    final List<String> audited = new CopyOnWriteArrayList<>();
    final List<String> restarted = new CopyOnWriteArrayList<>();
    volatile boolean isEnding;

    FakeInspection(Map<String, Router> routers) {
        this.routers = routers;
    }

    @Override
    public Map<String, Router> routers() {
        return routers;
    }

    @Override
    public List<WorkerView> workers() {
        return List.of(new WorkerView("guest one", "in service", "", 1));
    }

    @Override
    public Optional<List<String>> output(String worker) {
        return worker.equals("guest one") ? Optional.of(List.of("hello")) : Optional.empty();
    }

    @Override
    public void restart(String worker) {
        if (isEnding) {
            throw new IllegalStateException("the node is ending");
        }
        restarted.add(worker);
    }

    @Override
    public Map<String, @Nullable Object> configuration() {
        return Map.of("version", 2);
    }

    @Override
    public Map<String, Object> cluster() {
        return Map.of("node", "one");
    }

    @Override
    public void audit(RealmCaller caller, String procedure, Map<String, Object> facts) {
        audited.add(caller.authid() + " " + procedure + " " + facts);
    }
}
