package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.rehearsal.Rehearsal;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code rehearse}: starts a small node on a free port of this machine, exchanges messages with it, and ends. The
 * launcher runs this command so that the JVM archives the loaded classes, which makes later starts faster.
 */
final class RehearsalCommand implements Callable<Integer> {
    /** A configuration with the keys that most configurations have. */
    static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "rehearsal", "roles": [{"name": "anonymous", "permissions": [
                {"uri": "*", "allow": {"call": true, "register": true, "publish": true, "subscribe": true}},
                {"uri": "wamp.*", "allow": {"call": true}}]}]}],
              "transports": [{"type": "web", "id": "rehearsal", "endpoint": {"type": "tcp", "port": 0,
                "interface": "127.0.0.1"},
                "paths": {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket"}}}]}]}
            """;

    private RehearsalCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandDescription.of(
                "rehearse", "Starts a small node, calls it, and ends. For the launcher.", new RehearsalCommand());
        spec.usageMessage().hidden(true);
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        Logging.setUp(Level.ERROR, LogFormat.TEXT);
        Rehearsal.run();
        return 0;
    }
}
