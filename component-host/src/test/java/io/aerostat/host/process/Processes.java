package io.aerostat.host.process;

/** Checks the state of processes, for tests of all packages. */
public final class Processes {
    private Processes() {}

    /**
     * Checks whether a process runs. A zombie does not run, although an orphan remains a zombie if process 1 does not
     * wait for orphans.
     */
    public static boolean lives(ProcessHandle process) {
        return ProcessFamily.lives(process);
    }
}
