package io.aerostat.host.process;

/** Where an output stream of a child process goes. */
public sealed interface Output {

    /** The output is discarded; the child never waits for a reader. */
    record Discarded() implements Output {}

    /** The output is passed on line by line. */
    record Lines(LineSink sink) implements Output {}
}
