package io.aerostat.node.run;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentCheck;
import io.aerostat.host.process.ExecutableSearch;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.Origin;
import io.aerostat.node.config.RouterComponent;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.router.authentication.AuthenticationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the classes, programs and key files that a configuration needs can be used now. Runs no code of these
 * classes and programs, and writes nothing.
 */
public final class Prerequisites {
    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);

    private final List<String> doubts = new ArrayList<>();
    private final String file;

    private Prerequisites(String file) {
        this.file = file;
    }

    /**
     * Checks everything that the configuration needs.
     *
     * @param file the configuration file, as the user wrote it
     * @return a line for each part of the node that could never start or work
     */
    public static List<String> doubts(NodeConfiguration configuration, String file) {
        Prerequisites prerequisites = new Prerequisites(file);
        for (RouterWorker worker : configuration.workers(RouterWorker.class)) {
            for (RouterComponent component : worker.components()) {
                prerequisites.component(component.classname(), worker.options(), component.origin());
            }
            prerequisites.authenticators(worker);
            prerequisites.nodeKey(worker);
        }
        for (ContainerWorker worker : configuration.workers(ContainerWorker.class)) {
            for (ContainerComponent component : worker.components()) {
                prerequisites.component(component.classname(), worker.options(), component.origin());
            }
        }
        configuration.workers(GuestWorker.class).forEach(prerequisites::guest);
        return List.copyOf(prerequisites.doubts);
    }

    private void component(String classname, NativeOptions options, Origin origin) {
        ComponentCheck.fault(classname, new ClassPath(options.folder(), options.classpath()))
                .ifPresent(fault -> add(origin, "classname", "found \"" + classname + "\" (" + fault + ")"));
    }

    private void authenticators(RouterWorker worker) {
        try (AuthenticatorFunctions functions = new AuthenticatorFunctions(worker.options(), worker.origins())) {
            OfferedMethods.of(worker)
                    .filter(AuthenticationOptions.FunctionClass.class::isInstance)
                    .map(AuthenticationOptions.FunctionClass.class::cast)
                    .forEach(function -> functions
                            .fault(function)
                            .ifPresent(fault -> add(
                                    worker.origins().of(function),
                                    "create",
                                    "found \"" + function.classname() + "\" (" + fault + ")")));
        } catch (IOException e) {
            LOG.debug("the class loader of authenticators cannot be closed", e);
        }
    }

    private void nodeKey(RouterWorker worker) {
        if (OfferedMethods.needNodeKey(worker)) {
            NodeKey.fault(worker.options().folder())
                    .ifPresent(fault -> doubts.add(worker.origin().line(file, fault)));
        }
    }

    private void guest(GuestWorker guest) {
        Path workdir = guest.configuration().workdir();
        String executable = guest.configuration().executable();
        if (!Files.isDirectory(workdir)) {
            add(guest.origin(), "options.workdir", "found \"" + workdir + "\" (expected a folder)");
        } else if (ExecutableSearch.find(
                        executable,
                        workdir,
                        Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .isEmpty()) {
            add(
                    guest.origin(),
                    "executable",
                    "found \"" + executable + "\" (expected an executable file in " + workdir + " or on the PATH)");
        }
    }

    private void add(Origin origin, String key, String message) {
        doubts.add(new Origin(origin.path() + "." + key, origin.line(), origin.column()).line(file, message));
    }
}
