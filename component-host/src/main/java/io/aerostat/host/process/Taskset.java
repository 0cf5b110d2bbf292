package io.aerostat.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Restricts processes and threads to some of the machine's processors, with the Linux command {@code taskset}. Any
 * thread.
 */
public final class Taskset {
    /** The program of this machine. */
    public static final Taskset SYSTEM = new Taskset(
            ExecutableSearch.find("taskset", Path.of("/"), "/usr/bin:/bin:/usr/local/bin")
                    .orElse(Path.of("")),
            Duration.ofSeconds(5));

    /** A link whose target ends with the operating system's number of the thread that reads the link. */
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");

    private static final String STATUS = "/proc/self/status";
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

    private final Path program;
    private final Duration deadline;

    /**
     * Uses another program instead of the machine's.
     *
     * @param deadline how long the program may run
     */
    Taskset(Path program, Duration deadline) {
        this.program = program;
        this.deadline = deadline;
    }

    /**
     * Returns those of the given processors on which the system lets this process run: they exist, and the cpuset of
     * the process contains them. Blocks.
     *
     * @param processors the numbers of the processors, from 0
     * @throws IllegalStateException if there is no such processor; the message says why
     */
    public List<Integer> allowed(List<Integer> processors) {
        if (program.toString().isEmpty() || !Files.exists(THIS_THREAD)) {
            throw new IllegalStateException(
                    "this system lacks /proc/thread-self or the program taskset (expected Linux)");
        }
        refuseAbsent(processors);
        String status;
        try {
            // The status of a process shows which of the requested processors the process may use.
            status = run(command(processors, List.of("cat", STATUS)));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "found " + processors + " (expected some of the processors that this process may use): "
                            + e.getMessage(),
                    e);
        }
        BitSet granted = status.lines()
                .filter(line -> line.startsWith(ALLOWED))
                .map(line -> numbers(line.substring(ALLOWED.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("found no " + ALLOWED + " in " + STATUS));
        return processors.stream().filter(granted::get).toList();
    }

    private static void refuseAbsent(List<Integer> processors) {
        try {
            String online = Files.readString(ONLINE).strip();
            if (processors.stream().noneMatch(numbers(online)::get)) {
                throw new IllegalStateException(
                        "found " + processors + " (expected some of the processors " + online + ")");
            }
        } catch (IOException | NumberFormatException e) {
            return; // taskset itself says whether the processors exist
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
    public List<String> command(List<Integer> processors, List<String> command) {
        return Stream.concat(Stream.of(program.toString(), "-c", text(processors)), command.stream())
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
    public void keepThisThreadOn(List<Integer> processors) {
        Path thread;
        try {
            thread = Files.readSymbolicLink(THIS_THREAD).getFileName();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        run(List.of(program.toString(), "-p", "-c", text(processors), String.valueOf(thread)));
    }

    /** Runs a command and returns its output, or throws {@link IllegalStateException} if the command fails. */
    private String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                // Runs on another thread, because reading ends only when the command ends, and the command may hang.
                FutureTask<String> output = new FutureTask<>(
                        () -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
                Thread reader = new Thread(output, "taskset");
                reader.setDaemon(true);
                reader.start();
                String text = output.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
                if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new TimeoutException();
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException(text);
                }
                return text;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "found no end of " + program + " (expected it within " + deadline.toSeconds() + " s)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
