package io.aerostat.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state of processes that tests have started, directly or not. */
public final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /**
     * Checks whether a process runs; a zombie does not count as running, and remains a zombie if process 1 does not
     * wait for orphans.
     */
    public static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        if (!Files.isDirectory(PROC)) {
            return true;
        }
        try {
            Path file = PROC.resolve(Long.toString(process.pid())).resolve("stat");
            String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
            // The state follows the name, which may itself contain parentheses.
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }
}
