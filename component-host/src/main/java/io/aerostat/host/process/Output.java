package io.aerostat.host.process;

/** What becomes of an output stream of a child process. */
public sealed interface Output {

    /** Nobody reads it; what is written is lost, and the child never waits. */
    record Discarded() implements Output {}

    /** It is handed on line by line. */
    record Lines(LineSink sink) implements Output {}
}
