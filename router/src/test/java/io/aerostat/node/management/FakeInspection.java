package io.aerostat.node.management;

import io.aerostat.router.Router;
import io.aerostat.router.realm.RealmCaller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Shows the given routers, and keeps what is audited. */
final class FakeInspection implements NodeInspection {
    private final Map<String, Router> routers;
    final List<String> audited = new CopyOnWriteArrayList<>();

    FakeInspection(Map<String, Router> routers) {
        this.routers = routers;
    }

    @Override
    public Map<String, Router> routers() {
        return routers;
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
