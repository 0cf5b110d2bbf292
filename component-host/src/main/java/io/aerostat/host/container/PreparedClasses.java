package io.aerostat.host.container;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class archive of this process, for the JVMs of containers. The launcher has created the archive for the same Java
 * runtime and the same router.jar, so a container shares the classes of the protocol, the network and the log. A JVM
 * ignores the archive if the file is missing, or if the archive was made for another class path or runtime. Immutable.
 *
 * @param options the options that name the archive, and those that keep the JVM silent if it ignores the archive
 */
record PreparedClasses(List<String> options) {
    /**
     * The prefixes of options that change classes, or that may make a JVM refuse the archive; such a JVM would not even
     * share the classes of the JDK.
     */
    private static final List<String> UNSUITABLE = List.of(
            "-XX:+UseZGC",
            "-XX:+UseShenandoahGC",
            "-XX:+UseEpsilonGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-UseCompressed",
            "-XX:ObjectAlignment",
            "-XX:SharedArchiveFile",
            "-XX:AOT",
            "-XX:+AOT",
            "-XX:-AOT",
            "-Xshare",
            "-agent",
            "-javaagent",
            "-Xrun",
            "-Xbootclasspath",
            "-Xlog",
            "--");

    /** The options of a container without this archive. */
    private static final List<String> SHARING = List.of("-Xshare:auto");

    /** The heap size in bytes from which object pointers are longer, so that a JVM needs another archive. */
    private static final long LARGE_HEAP = 31L << 30;

    PreparedClasses {
        options = List.copyOf(options);
    }

    /** Returns the archive of this process; without options if the process was started without an archive. */
    static PreparedClasses ofThisProcess() {
        return of(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** Returns the archive that the options of a JVM name. */
    static PreparedClasses of(List<String> jvmOptions) {
        Stream<String> named = jvmOptions.stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile=") || option.startsWith("-XX:AOTCache="));
        List<String> archive = named.toList();
        if (archive.size() != 1) {
            return new PreparedClasses(List.of());
        }
        // The launcher passes these options as well: without them, a JVM that ignores the archive prints a warning.
        String quiet = archive.get(0).startsWith("-XX:AOT") ? "-Xlog:aot*=off" : "-Xlog:cds+dynamic=off";
        return new PreparedClasses(List.of(archive.get(0), quiet, "-Xlog:cds=off"));
    }

    /**
     * Returns the options for a container.
     *
     * @param jvmOptions the {@code jvm_options} of the worker
     */
    List<String> optionsWith(List<String> jvmOptions) {
        // The option -Xshare:auto names the default, but overrides JAVA_TOOL_OPTIONS. JDK 25 refuses this option
        // together with -XX:AOTCache.
        boolean isSuitable =
                jvmOptions.stream().noneMatch(option -> UNSUITABLE.stream().anyMatch(option::startsWith));
        boolean isLarge = ContainerJvm.maxHeap(jvmOptions) >= LARGE_HEAP;
        boolean isLargeHere = Runtime.getRuntime().maxMemory() >= LARGE_HEAP;
        return isSuitable && isLarge == isLargeHere && !options.isEmpty() ? options : SHARING;
    }
}
