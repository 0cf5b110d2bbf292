package io.aerostat.host.guest;

import io.aerostat.host.process.Child;
import io.aerostat.host.process.ChildLog;
import io.aerostat.host.process.ChildSpecification;
import io.aerostat.host.process.Environment;
import io.aerostat.host.process.ExecutableSearch;
import io.aerostat.host.process.Output;
import io.aerostat.host.process.Warden;
import io.aerostat.host.supervision.Run;
import io.aerostat.host.supervision.Subject;
import io.aerostat.host.supervision.Supervised;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A guest that the router's process starts. */
public final class GuestProcess implements Supervised {

    private static final Logger log = LoggerFactory.getLogger(GuestProcess.class);

    /** The environment variable that makes Python write each line at once, instead of writing blocks. */
    private static final String PYTHON_UNBUFFERED = "PYTHONUNBUFFERED";

    private final GuestConfiguration configuration;
    private final Consumer<String> output;

    /**
     * Creates a guest without starting it.
     *
     * @param output gets each line that the guest writes, in addition to the log
     */
    public GuestProcess(GuestConfiguration configuration, Consumer<String> output) {
        this.configuration = configuration;
        this.output = output;
    }

    /** Returns the name of the guest in the log. */
    public Subject subject() {
        return Subject.worker("guest", configuration.worker());
    }

    @Override
    public Run start() throws IOException {
        String worker = configuration.worker();
        String searchPath = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Path executable = ExecutableSearch.find(configuration.executable(), configuration.workdir(), searchPath)
                .orElseThrow(() -> new IOException("executable: found no executable file for "
                        + configuration.executable() + " (expected one in " + configuration.workdir()
                        + " or on the PATH)"));
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        command.addAll(configuration.arguments());
        // A guest needs a warden, because it may ignore the end of its standard input; a container ends by itself when
        // that input ends.
        Warden warden = Warden.ofThisProcess();
        Child child = Child.spawn(new ChildSpecification(
                worker,
                command,
                configuration.workdir(),
                environment(),
                configuration.stdin(),
                output(configuration.stdout()),
                output(configuration.stderr())));
        warden.watch(child);
        subject()
                .on(log.atInfo())
                .addKeyValue("executable", executable)
                .addKeyValue("pid", child.pid())
                .log("guest started");
        return child;
    }

    private Environment environment() {
        Environment given = configuration.environment();
        Map<String, String> variables = new HashMap<>(given.variables());
        boolean inherited = System.getenv(PYTHON_UNBUFFERED) != null
                && given.inherited()
                        .map(names -> names.contains(PYTHON_UNBUFFERED))
                        .orElse(true);
        if (!inherited) {
            variables.putIfAbsent(PYTHON_UNBUFFERED, "1");
        }
        return new Environment(given.inherited(), variables);
    }

    private Output output(GuestConfiguration.OutputMode mode) {
        return mode == GuestConfiguration.OutputMode.LOG
                ? new Output.Lines(new ChildLog(configuration.worker(), Level.INFO, output))
                : new Output.Discarded();
    }
}
