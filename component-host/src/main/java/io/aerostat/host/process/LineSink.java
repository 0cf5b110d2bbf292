package io.aerostat.host.process;

/** Takes the lines that a child process writes. Called only on the thread of that stream. */
@FunctionalInterface
public interface LineSink {

    /** Takes a line without its end, cut to a bounded length. */
    void line(String line);

    /** Returns how many bytes of a line are kept. */
    default int longestLine() {
        return LineSplitter.LONGEST_LINE;
    }
}
