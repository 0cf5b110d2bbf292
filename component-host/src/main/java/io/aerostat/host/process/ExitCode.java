package io.aerostat.host.process;

import io.aerostat.host.supervision.Ending;
import java.util.Map;

/** Describes how a process ended. */
final class ExitCode {

    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    private ExitCode() {}

    static Ending ending(int code) {
        if (code == 0) {
            return Ending.success("exit code 0");
        }
        String signal = SIGNALS.get(code - SIGNALLED);
        return Ending.failure("exit code " + code + (signal == null ? "" : " (" + signal + ")"));
    }
}
