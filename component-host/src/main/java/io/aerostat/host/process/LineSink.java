package io.aerostat.host.process;

/** Receives the lines that a child process writes. Called only on the thread that reads the stream. */
@FunctionalInterface
public interface LineSink {

    /** Receives a line without its line end, cut to a bounded length. */
    void line(String line);

    /** Returns how many bytes of a line are kept. */
    default int longestLine() {
        return LineSplitter.LONGEST_LINE;
    }
}
