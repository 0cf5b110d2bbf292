package io.aerostat.acceptance.conformance;

import java.io.IOException;

/** The thread of a connection that reads its messages until the stream ends. */
final class SocketReader {

    /** Reads one frame and hands over what is complete. */
    interface Frames {
        /** @return how the connection has ended, or an empty text if it goes on */
        String next() throws IOException;
    }

    private SocketReader() {}

    static void start(Frames frames, Inbox inbox) {
        Thread thread = new Thread(() -> inbox.closed(run(frames)), "raw peer");
        thread.setDaemon(true);
        thread.start();
    }

    private static String run(Frames frames) {
        try {
            String end = "";
            while (end.isEmpty()) {
                end = frames.next();
            }
            return end;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
