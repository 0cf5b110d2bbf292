package io.aerostat.host.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Splits a stream of bytes into lines of bounded length. So a child process that never ends its line cannot fill the
 * memory of this process.
 */
final class LineSplitter {

    /** Default length in bytes; a longer line is cut and marked. A sink can set another length. */
    static final int LONGEST_LINE = 8 * 1024;

    private final LineSink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private long cut;

    LineSplitter(LineSink sink) {
        this.sink = sink;
    }

    /** Passes all lines to the sink until the stream ends, including an unfinished last line. */
    void drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            for (int i = 0; i < n; i++) {
                take(buffer[i]);
            }
        }
        if (line.size() > 0) {
            flush();
        }
    }

    private void take(byte next) {
        if (next == '\n') {
            flush();
        } else if (line.size() < sink.longestLine()) {
            line.write(next);
        } else {
            cut++;
        }
    }

    private void flush() {
        String text = line.toString(StandardCharsets.UTF_8);
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        sink.line(cut == 0 ? text : text + " … (" + cut + " bytes more)");
        line.reset();
        cut = 0;
    }
}
