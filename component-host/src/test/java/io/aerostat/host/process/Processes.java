package io.aerostat.host.process;

/** Shows tests of all packages the state of a process. */
public final class Processes {
    private Processes() {}

    /** Checks whether a process runs; a zombie does not, and stays one where process 1 does not wait for orphans. */
    public static boolean lives(ProcessHandle process) {
        return ProcessFamily.lives(process);
    }
}
