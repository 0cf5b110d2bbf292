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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the classes and programs that a configuration names are there now. None of their code is run. */
public final class Programs {
    private final List<String> doubts = new ArrayList<>();
    private final String file;

    private Programs(String file) {
        this.file = file;
    }

    /**
     * Looks for all of them.
     *
     * @param file how the user calls the configuration file
     * @return a line for each that would not come into service
     */
    public static List<String> doubts(NodeConfiguration configuration, String file) {
        Programs programs = new Programs(file);
        for (RouterWorker worker : configuration.workers(RouterWorker.class)) {
            for (RouterComponent component : worker.components()) {
                programs.component(component.classname(), worker.options(), component.origin());
            }
        }
        for (ContainerWorker worker : configuration.workers(ContainerWorker.class)) {
            for (ContainerComponent component : worker.components()) {
                programs.component(component.classname(), worker.options(), component.origin());
            }
        }
        configuration.workers(GuestWorker.class).forEach(programs::guest);
        return List.copyOf(programs.doubts);
    }

    private void component(String classname, NativeOptions options, Origin origin) {
        ComponentCheck.fault(classname, new ClassPath(options.folder(), options.classpath()))
                .ifPresent(fault -> add(origin, "classname", "found \"" + classname + "\" (" + fault + ")"));
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
