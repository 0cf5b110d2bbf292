package io.aerostat.node.config.located;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param at where
 * @param path the configuration path, such as {@code workers[0].transports[0].endpoint.port}; empty for the file as a whole
 * @param message what was found and what was expected, never a secret
 */
public record Problem(Location at, String path, String message) {

    /** The line that a user reads: {@code file:line:column: path: message}. */
    public String line(String file) {
        return file + ":" + at + ": " + (path.isEmpty() ? message : path + ": " + message);
    }
}
