package io.aerostat.host.process;

/** Where an output stream of a child process goes. */
public sealed interface Output {

    /** Discarded; the child never waits for a reader. */
    record Discarded() implements Output {}

    /** Passed on line by line. */
    record Lines(LineSink sink) implements Output {}
}
