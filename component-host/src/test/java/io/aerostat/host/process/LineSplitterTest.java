package io.aerostat.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private static List<String> lines(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        new LineSplitter(lines::add).drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return lines;
    }

    @Test
    void splitsAtBothKindsOfLineEndAndKeepsAnUnfinishedLastLine() throws IOException {
        assertThat(lines("one\ntwo\r\n\nfür vier")).containsExactly("one", "two", "", "für vier");
    }

    @Test
    void cutsALineThatIsTooLongAndGoesOnWithTheNext() throws IOException {
        int length = LineSplitter.LONGEST_LINE + 5;
        assertThat(lines("x".repeat(length) + "\nnext\n"))
                .containsExactly("x".repeat(LineSplitter.LONGEST_LINE) + " … (5 bytes more)", "next");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(ChildLog.printable("\u001b[2Jred\talert")).isEqualTo("�[2Jred\talert");
    }
}
