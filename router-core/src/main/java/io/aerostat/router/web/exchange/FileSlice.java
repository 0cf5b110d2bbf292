package io.aerostat.router.web.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The part of an open file to send. An executor reads the part, one piece at a time. */
public final class FileSlice implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final FileChannel file;
    private final long length;
    private long position;
    private long remaining;

    public FileSlice(FileChannel file, long position, long length) {
        this.file = file;
        this.position = position;
        this.length = length;
        this.remaining = length;
    }

    public long length() {
        return length;
    }

    public boolean isExhausted() {
        return remaining == 0;
    }

    /** Reads the next bytes. */
    public byte[] read() throws IOException {
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
