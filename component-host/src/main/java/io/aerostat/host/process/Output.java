package io.aerostat.host.process;

import java.io.IOException;
import java.io.InputStream;

/** Where an output stream of a child process goes. */
public sealed interface Output {

    /** The output is discarded; the child never waits for a reader. */
    record Discarded() implements Output {}

    /** The output is passed on line by line. */
    record Lines(LineSink sink) implements Output {}

    /** The output is read as bytes; the child waits if the reader is slow. */
    record Bytes(Reader reader) implements Output {}

    /** Reads the output of a child process. */
    interface Reader {
        /** Reads the stream to its end, or up to a limit. Called once, on a thread of its own. */
        void read(InputStream output) throws IOException;
    }
}
