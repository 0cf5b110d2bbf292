package io.aerostat.acceptance.interop;

import io.aerostat.acceptance.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a section of a page in docs/, between two markers. */
final class WrittenSection {
    private WrittenSection() {}

    /** Replaces the text between {@code <!-- SECTION: written by the tests -->} and {@code <!-- end of SECTION -->}. */
    static void replace(Path file, String section, String text) {
        String begin = "<!-- " + section + ": written by the tests -->\n";
        String end = "<!-- end of " + section + " -->";
        // A lock is necessary, because the test of another section may run in another JVM at the same time.
        Path lock = Surroundings.output(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            String page = Files.readString(file);
            int from = page.indexOf(begin);
            int to = page.indexOf(end);
            if (from < 0 || to < from) {
                throw new IllegalStateException(file + ": found no section \"" + section + "\"");
            }
            String written = page.substring(0, from + begin.length()) + "\n" + text + "\n" + page.substring(to);
            if (!written.equals(page)) {
                Files.writeString(file, written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
