package io.aerostat.node.config;

import io.aerostat.host.container.ComponentShutdown;
import io.aerostat.host.process.Environment;
import io.aerostat.host.supervision.RestartPolicy;
import java.util.List;
import java.util.Optional;

/**
 * A separate JVM process with components that connect like any other client.
 *
 * @param id the name of the worker
 * @param options the options that routers and containers share, such as the class path
 * @param environment the environment variables of the process
 * @param jvmOptions options of the {@code java} command
 * @param shutdown when the end of a component also ends the process
 * @param restart when a component or the process is started again; if empty, only after a failure
 * @param components the components in the container
 * @param origin the place of the worker in the configuration file
 */
public record ContainerWorker(
        String id,
        NativeOptions options,
        Environment environment,
        List<String> jvmOptions,
        ComponentShutdown shutdown,
        Optional<RestartPolicy.Mode> restart,
        List<ContainerComponent> components,
        Origin origin)
        implements Worker {

    public ContainerWorker {
        jvmOptions = List.copyOf(jvmOptions);
        components = List.copyOf(components);
    }
}
