package io.aerostat.host.guest;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.Supervisor;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of a process that starts a shell as its guest and then waits to be killed. Its arguments are the
 * guest's folder and the shell's script.
 */
final class LonelyHost {

    private LonelyHost() {}

    public static void main(String[] args) {
        ComponentHost host = new ComponentHost();
        Supervisor supervisor = host.startGuest(
                GuestConfiguration.of("worker003", "sh", List.of("-c", args[1]), Path.of(args[0])),
                RestartPolicy.onFailed(),
                SupervisionListener.NONE);
        supervisor.over().toCompletableFuture().join();
    }
}
