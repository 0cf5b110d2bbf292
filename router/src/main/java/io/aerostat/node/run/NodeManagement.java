package io.aerostat.node.run;

import io.aerostat.node.config.Management;
import io.aerostat.node.management.ManagementProcedures;
import io.aerostat.node.management.ManagementRealm;
import io.aerostat.node.management.NodeControl;
import io.aerostat.node.management.NodeInspection;
import io.aerostat.router.realm.RealmAdministration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The management of a node: its own realm, and the same procedures in a realm of a router worker. Opens and registers
 * on the reload thread; any thread may close it.
 */
final class NodeManagement implements AutoCloseable {
    private final Optional<Path> file;
    private final Management options;
    private final NodeControl node;
    private final NodeInspection inspection;
    /** Created after the start, which needs no procedures. */
    private @Nullable ManagementProcedures procedures;

    private final List<RouterRun> routers;
    private @Nullable ManagementRealm open;
    private boolean closed;
    /** The router worker's realm in which the procedures are registered. Confined to the reload thread. */
    private @Nullable RealmAdministration registered;

    /**
     * @param file the configuration file, if the node has one
     * @param inspection shows the parts of the node
     * @param routers the running routers; a live view
     */
    NodeManagement(
            Optional<Path> file,
            Management options,
            NodeControl node,
            NodeInspection inspection,
            List<RouterRun> routers) {
        this.file = file;
        this.options = options;
        this.node = node;
        this.inspection = inspection;
        this.routers = routers;
    }

    /**
     * Opens the management realm, if there is a path for its socket, and registers the procedures in the configured
     * realm. Blocks.
     */
    void open() {
        synchronized (this) {
            if (!closed) {
                open = file.flatMap(options::socketOf)
                        .flatMap(socket -> ManagementRealm.open(
                                socket, procedures(), options.socket().isPresent()))
                        .orElse(null);
            }
        }
        register();
    }

    /** Registers the procedures in the realm that the configuration names, unless they are already registered there. */
    void register() {
        if (!options.enabled() || options.realm().isEmpty()) {
            return;
        }
        Optional<RealmAdministration> realm = routers.stream()
                .flatMap(router -> router.router().realm(options.realm().get()).stream())
                .findFirst();
        if (realm.isPresent() && !realm.get().equals(registered)) {
            registered = realm.get();
            procedures().registerIn(realm.get());
        }
    }

    private synchronized ManagementProcedures procedures() {
        if (procedures == null) {
            procedures = new ManagementProcedures(node, inspection);
        }
        return procedures;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (open != null) {
            open.close();
        }
    }
}
