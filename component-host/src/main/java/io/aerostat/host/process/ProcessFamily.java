package io.aerostat.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processes that a child process has started, directly or indirectly: its descendants, and on Linux also processes
 * in its session or with its mark, even if their parents have ended.
 */
final class ProcessFamily {

    private static final Path PROC = Path.of("/proc");
    private static final Path SETSID = ExecutableSearch.find("setsid", Path.of("/"), "/usr/bin:/bin:/usr/local/bin")
            .orElse(Path.of(""));

    private final ProcessHandle head;
    private final Lineage lineage;

    ProcessFamily(ProcessHandle head, Lineage lineage) {
        this.head = head;
        this.lineage = lineage;
    }

    /**
     * Returns a command that starts {@code command} as the leader of a session, under the same process id. Returns
     * {@code command} itself if the system does not support this.
     */
    static List<String> leading(List<String> command) {
        if (SETSID.toString().isEmpty()) {
            return command;
        }
        return Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList();
    }

    /** Returns all living members except the child itself. Reads files, so it must not run on an event loop. */
    Set<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        head.descendants().filter(ProcessFamily::lives).forEach(members::add);
        if (Files.isDirectory(PROC)) {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
                for (Path process : processes) {
                    member(process).ifPresent(members::add);
                }
            } catch (IOException | DirectoryIteratorException e) {
                // Without /proc, only the descendants are known.
                return members;
            }
        }
        return members;
    }

    private Optional<ProcessHandle> member(Path process) {
        try {
            long pid = Long.parseLong(process.getFileName().toString());
            if (pid == head.pid() || pid == ProcessHandle.current().pid()) {
                return Optional.empty();
            }
            String[] fields = stat(process);
            boolean mine = isRunning(fields) && (Long.parseLong(fields[3]) == head.pid() || isMarked(process));
            return mine ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException | RuntimeException gone) {
            return Optional.empty();
        }
    }

    /** Checks whether a process lives and is not a zombie, which cannot be ended. */
    static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            return !Files.isDirectory(PROC) || isRunning(stat(PROC.resolve(Long.toString(process.pid()))));
        } catch (IOException | RuntimeException gone) {
            return false;
        }
    }

    /** Returns state, parent, group, session and so on; the name, which may contain any character, is skipped. */
    private static String[] stat(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
    }

    private static boolean isRunning(String[] stat) {
        return !stat[0].equals("Z") && !stat[0].equals("X");
    }

    private boolean isMarked(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.contains(lineage.mark());
        } catch (IOException ofSomebodyElse) {
            return false;
        }
    }
}
