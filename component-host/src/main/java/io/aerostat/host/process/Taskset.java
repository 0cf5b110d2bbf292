package io.aerostat.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Restricts processes and threads to some of the machine's processors, with the Linux command {@code taskset}. Any
 * thread.
 */
public final class Taskset {
    private static final Path PROGRAM = ExecutableSearch.find("taskset", Path.of("/"), "/usr/bin:/bin:/usr/local/bin")
            .orElse(Path.of(""));
    /** A link whose target ends with the operating system's number of the thread that reads the link. */
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");

    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");
    private static final long DEADLINE_SECONDS = 5;

    private Taskset() {}

    /**
     * Returns why processes and threads cannot be restricted to these processors; empty if they can.
     *
     * @param processors the numbers of the processors, from 0
     */
    public static Optional<String> fault(List<Integer> processors) {
        if (PROGRAM.toString().isEmpty() || !Files.exists(THIS_THREAD)) {
            return Optional.of("this system lacks /proc/thread-self or the program taskset (expected Linux)");
        }
        try {
            String online = Files.readString(ONLINE).strip();
            BitSet present = numbers(online);
            return processors.stream().anyMatch(present::get)
                    ? Optional.empty()
                    : Optional.of("found " + processors + " (expected some of the processors " + online + ")");
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // taskset itself says whether the processors exist
        }
    }

    /** Reads a list such as {@code 0-3,8}. */
    private static BitSet numbers(String list) {
        BitSet numbers = new BitSet();
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", 2);
            numbers.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return numbers;
    }

    /** Returns a command that runs {@code command} on these processors only, under the same process id. */
    public static List<String> command(List<Integer> processors, List<String> command) {
        return Stream.concat(Stream.of(PROGRAM.toString(), "-c", text(processors)), command.stream())
                .toList();
    }

    private static String text(List<Integer> processors) {
        return processors.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * Restricts the calling thread to these processors. Threads that it creates later have the same restriction.
     * Blocks.
     *
     * @throws IllegalStateException if the system does not allow these processors
     */
    public static void keepThisThreadOn(List<Integer> processors) {
        try {
            Path thread = Files.readSymbolicLink(THIS_THREAD).getFileName();
            Process taskset = new ProcessBuilder(
                            PROGRAM.toString(), "-p", "-c", text(processors), String.valueOf(thread))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!taskset.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
