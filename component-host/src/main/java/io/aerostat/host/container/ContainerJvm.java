package io.aerostat.host.container;

import io.aerostat.host.process.Environment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * The JVM of a container: small by default, so that a machine holds many.
 *
 * @param java the executable
 * @param hostClassPath of the host itself, as for {@code java -cp}: router.jar
 * @param options the worker's own, after and in place of the default ones: the {@code jvm_options} option
 * @param workdir working directory
 * @param environment environment variables
 * @param loglevel what the container logs at least
 */
public record ContainerJvm(
        Path java, String hostClassPath, List<String> options, Path workdir, Environment environment, Level loglevel) {

    private static final List<String> GARBAGE_COLLECTOR = List.of("-XX:+Use", "-XX:-Use");
    private static final List<String> HEAP =
            List.of("-Xms", "-Xmx", "-XX:MaxHeapSize", "-XX:InitialHeapSize", "-XX:MaxRAM");
    private static final List<String> COMPILER = List.of("-XX:TieredStopAtLevel", "-XX:-TieredCompilation", "-Xint");

    public ContainerJvm {
        options = List.copyOf(options);
    }

    /** The Java runtime and class path of this process, and nothing but defaults. */
    public static ContainerJvm likeThisOne(Path workdir) {
        return new ContainerJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                absolute(System.getProperty("java.class.path")),
                List.of(),
                workdir,
                Environment.INHERITED,
                Level.INFO);
    }

    /** With these options of the worker's own. */
    public ContainerJvm options(List<String> options) {
        return new ContainerJvm(java, hostClassPath, options, workdir, environment, loglevel);
    }

    /** With these environment variables. */
    public ContainerJvm environment(Environment environment) {
        return new ContainerJvm(java, hostClassPath, options, workdir, environment, loglevel);
    }

    /** Logging at least this. */
    public ContainerJvm loglevel(Level loglevel) {
        return new ContainerJvm(java, hostClassPath, options, workdir, environment, loglevel);
    }

    /** Everybody on the machine can read it: nothing of the container's configuration is in it. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        unless(GARBAGE_COLLECTOR, "GC", "-XX:+UseSerialGC", command);
        // It begins with little and grows when it must: most containers never need the rest.
        unless(HEAP, "", "-Xms8m", command);
        unless(HEAP, "", "-Xmx64m", command);
        unless(COMPILER, "", "-XX:TieredStopAtLevel=1", command);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Xshare:auto");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Dsun.stdout.encoding=UTF-8");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dlogback.configurationFile=io/aerostat/host/container/container-logging.xml");
        command.add("-Daerostat.container.loglevel=" + loglevel);
        command.addAll(options);
        command.add("-cp");
        command.add(hostClassPath);
        command.add(ContainerMain.class.getName());
        return command;
    }

    private void unless(List<String> prefixes, String within, String option, List<String> command) {
        boolean given =
                options.stream().anyMatch(own -> prefixes.stream().anyMatch(own::startsWith) && own.contains(within));
        if (!given) {
            command.add(option);
        }
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
