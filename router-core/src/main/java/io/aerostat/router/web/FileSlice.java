package io.aerostat.router.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The part of an open file to send. The executor reads it, one piece at a time. */
final class FileSlice implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final FileChannel file;
    private final long length;
    private long position;
    private long remaining;

    FileSlice(FileChannel file, long position, long length) {
        this.file = file;
        this.position = position;
        this.length = length;
        this.remaining = length;
    }

    long length() {
        return length;
    }

    boolean isExhausted() {
        return remaining == 0;
    }

    /** Reads the next bytes. */
    byte[] read() throws IOException {
        byte[] bytes = new byte[(int) Math.min(CHUNK, remaining)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, position + buffer.position());
            if (read < 0) {
                throw new IOException("the file became shorter while it was sent");
            }
        }
        position += bytes.length;
        remaining -= bytes.length;
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
