package io.aerostat.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads numbers about a router's process from Linux. For the processes of several nodes, it returns the sums. */
public final class RouterProcess {
    /** The length of a tick in the kernel's CPU accounting: Linux has 100 ticks in a second (USER_HZ). */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int UTIME = 11;

    private final List<Path> processes = new ArrayList<>();

    public RouterProcess(long pid) {
        this(List.of(pid));
    }

    public RouterProcess(List<Long> pids) {
        for (long pid : pids) {
            Path process = Path.of("/proc", Long.toString(pid));
            if (!Files.isDirectory(process)) {
                throw new IllegalArgumentException("--pid: found " + pid + " (expected a process that runs)");
            }
            processes.add(process);
        }
    }

    /** Returns the CPU time of all threads, user and system. */
    public long cpuMicros() throws IOException {
        long sum = 0;
        for (Path process : processes) {
            sum += cpuMicros(process);
        }
        return sum;
    }

    private static long cpuMicros(Path proc) throws IOException {
        String stat = Files.readString(proc.resolve("stat"));
        // The name of the process is in parentheses, and can itself contain any character.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) * MICROS_PER_TICK;
    }

    public long residentBytes() throws IOException {
        long sum = 0;
        for (Path process : processes) {
            sum += residentBytes(process);
        }
        return sum;
    }

    private static long residentBytes(Path proc) throws IOException {
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS in " + proc.resolve("status"));
    }

    public long openFiles() throws IOException {
        long sum = 0;
        for (Path process : processes) {
            try (Stream<Path> files = Files.list(process.resolve("fd"))) {
                sum += files.count();
            }
        }
        return sum;
    }
}
