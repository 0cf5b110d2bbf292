package io.aerostat.host.component;

import io.aerostat.host.supervision.Run;
import io.aerostat.host.supervision.Subject;
import io.aerostat.host.supervision.Supervised;

/**
 * A component that can be started again and again: each start loads its class, creates it and joins, on new threads.
 */
public final class HostedComponent implements Supervised {

    private final String worker;
    private final ComponentConfiguration configuration;
    private final ClassPath classPath;
    private final ConnectorProvider connectors;

    /**
     * Creates a component without starting it.
     *
     * @param worker the worker to which the component belongs, for the log
     * @param configuration the configuration of the component
     * @param classPath where the class of the component is found
     * @param connectors creates the connectors of the component
     */
    public HostedComponent(
            String worker, ComponentConfiguration configuration, ClassPath classPath, ConnectorProvider connectors) {
        this.worker = worker;
        this.configuration = configuration;
        this.classPath = classPath;
        this.connectors = connectors;
    }

    /** Returns the name of the component in the log. */
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
