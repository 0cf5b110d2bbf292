package io.aerostat.host.component;

import io.aerostat.host.supervision.Run;
import io.aerostat.host.supervision.Subject;
import io.aerostat.host.supervision.Supervised;

/** A component that can be started: loaded anew, made and joined at each start, on threads of its own. */
public final class HostedComponent implements Supervised {

    private final String worker;
    private final ComponentConfiguration configuration;
    private final ClassPath classPath;
    private final ConnectorProvider connectors;

    /**
     * A component that is not started yet.
     *
     * @param worker that it belongs to, for the log
     * @param configuration what it is
     * @param classPath where its class is
     * @param connectors how it reaches its router
     */
    public HostedComponent(
            String worker, ComponentConfiguration configuration, ClassPath classPath, ConnectorProvider connectors) {
        this.worker = worker;
        this.configuration = configuration;
        this.classPath = classPath;
        this.connectors = connectors;
    }

    /** How the log names it. */
    public Subject subject() {
        return Subject.component(worker, configuration.id(), configuration.classname());
    }

    @Override
    public Run start() throws ComponentLoadException {
        LoadedComponent loaded = LoadedComponent.load(configuration, classPath, HostedComponent.class.getClassLoader());
        try {
            return ComponentRun.start(subject(), worker, configuration, loaded, connectors);
        } catch (IllegalArgumentException e) {
            loaded.close();
            throw new ComponentLoadException("its transport cannot be used: " + e.getMessage(), e);
        }
    }
}
