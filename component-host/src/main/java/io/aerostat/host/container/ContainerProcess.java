package io.aerostat.host.container;

import io.aerostat.host.process.Child;
import io.aerostat.host.process.ChildLog;
import io.aerostat.host.process.ChildSpecification;
import io.aerostat.host.process.Output;
import io.aerostat.host.process.Stdin;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.Run;
import io.aerostat.host.supervision.Subject;
import io.aerostat.host.supervision.Supervised;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container that the router's process starts. */
public final class ContainerProcess implements Supervised {

    private static final Logger log = LoggerFactory.getLogger(ContainerProcess.class);

    private final ContainerConfiguration configuration;
    private final ContainerJvm jvm;
    private final Consumer<String> output;

    /**
     * Creates a container without starting it.
     *
     * @param output gets each line that the container writes, in addition to the log
     */
    public ContainerProcess(ContainerConfiguration configuration, ContainerJvm jvm, Consumer<String> output) {
        this.configuration = configuration;
        this.jvm = jvm;
        this.output = output;
    }

    /** Returns the name of the container in the log. */
    public Subject subject() {
        return Subject.worker("container", configuration.worker());
    }

    @Override
    public Run start() throws IOException {
        String worker = configuration.worker();
        ContainerOutput lines = new ContainerOutput(ChildLog.logger(worker), output);
        Child child = Child.spawn(new ChildSpecification(
                worker,
                jvm.command(),
                jvm.workdir(),
                jvm.environment(),
                new Stdin.Text(ConfigurationLine.write(configuration), false),
                new Output.Lines(lines),
                new Output.Lines(new ContainerErrors(ChildLog.logger(worker), output))));
        subject().on(log.atInfo()).addKeyValue("pid", child.pid()).log("container started");
        return new ContainerRun(child, lines);
    }

    /**
     * A running container. The run is in service when its components are in service. To end the container, the router
     * closes the container's standard input.
     */
    private record ContainerRun(Child child, ContainerOutput output) implements Run {

        @Override
        public CompletionStage<Void> ready() {
            return output.ready();
        }

        @Override
        public CompletionStage<Void> firstAttempt() {
            return output.firstAttempt();
        }

        @Override
        public CompletionStage<Ending> ended() {
            return child.ended().thenApply(ending -> output.over() ? ending.asIntended() : ending);
        }

        @Override
        public void stop(Duration deadline) {
            child.killAt(deadline);
            child.closeStdin();
        }
    }
}
