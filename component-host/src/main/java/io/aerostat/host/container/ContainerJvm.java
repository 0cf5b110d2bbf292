package io.aerostat.host.container;

import com.sun.management.OperatingSystemMXBean;
import io.aerostat.host.process.Environment;
import io.aerostat.host.process.Taskset;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * The JVM of a container. All its options have the JVM's defaults, except those of the heap, which begins small and can
 * grow to a share of the memory. The JVM uses the class archive of this process, if there is one.
 *
 * @param java the {@code java} executable
 * @param hostClassPath the class path of the host itself, in the form of {@code java -cp}: router.jar
 * @param options the {@code jvm_options} of the worker; options of the heap replace the default ones
 * @param workdir the working directory
 * @param environment the environment variables
 * @param processors the numbers of the processors on which the JVM runs; empty for all of them
 * @param loglevel the log level of the container
 */
public record ContainerJvm(
        Path java,
        String hostClassPath,
        List<String> options,
        Path workdir,
        Environment environment,
        List<Integer> processors,
        Level loglevel) {

    /**
     * The smallest limit of the heap, in MiB: twice as much as a call with a message of the default maximum size needs.
     */
    private static final long HEAP_FLOOR = 256;

    /** The heap can grow to the memory divided by this number; the JVM's default is the same. */
    private static final long HEAP_SHARE = 4;

    private static final PreparedClasses PREPARED = PreparedClasses.ofThisProcess();

    private static final List<String> HEAP =
            List.of("-Xms", "-Xmx", "-XX:MaxHeapSize", "-XX:InitialHeapSize", "-XX:MaxRAM");

    private static final Pattern SIZE = Pattern.compile("(?:-Xmx|-XX:MaxHeapSize=)(\\d{1,15})([kKmMgGtT]?)");
    private static final Pattern SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d{1,3}(?:\\.\\d{1,9})?)");
    private static final Map<String, Integer> SHIFTS = Map.of("k", 10, "m", 20, "g", 30, "t", 40);

    public ContainerJvm {
        options = List.copyOf(options);
        processors = List.copyOf(processors);
    }

    /** Returns a JVM with the Java runtime and class path of this process, and with default options. */
    public static ContainerJvm likeThisOne(Path workdir) {
        return new ContainerJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                absolute(System.getProperty("java.class.path")),
                List.of(),
                workdir,
                Environment.INHERITED,
                List.of(),
                Level.INFO);
    }

    /** Returns this JVM with these options of the worker. */
    public ContainerJvm options(List<String> options) {
        return new ContainerJvm(java, hostClassPath, options, workdir, environment, processors, loglevel);
    }

    /** Returns this JVM with these environment variables. */
    public ContainerJvm environment(Environment environment) {
        return new ContainerJvm(java, hostClassPath, options, workdir, environment, processors, loglevel);
    }

    /** Returns this JVM, restricted to these processors, which {@link Taskset#allowed} must have returned. */
    public ContainerJvm processors(List<Integer> processors) {
        return new ContainerJvm(java, hostClassPath, options, workdir, environment, processors, loglevel);
    }

    /** Returns this JVM with this log level. */
    public ContainerJvm loglevel(Level loglevel) {
        return new ContainerJvm(java, hostClassPath, options, workdir, environment, processors, loglevel);
    }

    /**
     * Returns the command line. Every user of the machine can read the command line, so it contains nothing from the
     * container's configuration.
     */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        if (options.stream().noneMatch(ContainerJvm::isOfHeap)) {
            // The heap begins small and grows when needed: most containers never need more.
            command.add("-Xms8m");
            command.add("-Xmx" + heap(memory()) + "m");
        }
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(PREPARED.optionsWith(options));
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Dsun.stdout.encoding=UTF-8");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dlogback.configurationFile=io/aerostat/host/container/container-logging.xml");
        command.add("-Daerostat.container.loglevel=" + loglevel);
        command.addAll(options);
        command.add("-cp");
        command.add(hostClassPath);
        command.add(ContainerMain.class.getName());
        return processors.isEmpty() ? command : Taskset.SYSTEM.command(processors, command);
    }

    /**
     * Returns the largest size of a container's heap in bytes.
     *
     * @param options the options of the worker
     */
    public static long maxHeap(List<String> options) {
        if (options.stream().noneMatch(ContainerJvm::isOfHeap)) {
            return heap(memory()) << 20;
        }
        long heap = memory() / HEAP_SHARE;
        for (String option : options) {
            Matcher size = SIZE.matcher(option);
            Matcher share = SHARE.matcher(option);
            if (size.matches()) {
                heap = Long.parseLong(size.group(1))
                        << SHIFTS.getOrDefault(size.group(2).toLowerCase(Locale.ROOT), 0);
            } else if (share.matches()) {
                heap = (long) (memory() * Double.parseDouble(share.group(1)) / 100);
            }
        }
        return heap;
    }

    private static boolean isOfHeap(String option) {
        return HEAP.stream().anyMatch(option::startsWith);
    }

    /**
     * Returns the largest size of the heap in MiB.
     *
     * @param memory the size of the machine's memory, or of the memory that the system allows this process, in bytes
     */
    static long heap(long memory) {
        return Math.max(HEAP_FLOOR, memory / HEAP_SHARE >> 20);
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
