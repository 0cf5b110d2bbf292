package io.aerostat.node.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private final PrintStream console = System.out;

    @AfterEach
    void restore() {
        System.setOut(console);
        Logging.setUp(Level.WARN, LogFormat.TEXT);
    }

    private List<String> logged(Level level, LogFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Logging.setUp(level, format);
        Logger log = LoggerFactory.getLogger("io.aerostat.some.Thing");
        log.debug("not at info");
        log.atInfo().addKeyValue("worker", "ü").addKeyValue("pid", 5).log("started");
        log.atWarn().setCause(new IllegalStateException("broken")).log("ended");
        log.atInfo().addKeyValue("cause", "a \"b\" c").log("quoted");
        log.info("plain");
        Logging.end();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aLineOfTextHasTimeLevelOriginMessageAndKeyValues() {
        List<String> lines = logged(Level.INFO, LogFormat.TEXT);

        assertThat(lines.get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ INFO  Thing {26}started"
                        + " worker=ü pid=5");
        assertThat(lines.get(1)).contains("WARN  Thing").endsWith("ended");
        assertThat(lines.get(2)).isEqualTo("java.lang.IllegalStateException: broken");
        assertThat(lines.get(lines.size() - 2)).endsWith(" quoted cause=\"a \\\"b\\\" c\"");
        assertThat(lines.get(lines.size() - 1)).endsWith(" plain");
    }

    @Test
    void everyLineForTheJournalHasItsPriority() {
        List<String> lines = logged(Level.DEBUG, LogFormat.JOURNAL);

        assertThat(lines.get(0)).isEqualTo("<7>DEBUG Thing                          not at info");
        assertThat(lines.get(1)).isEqualTo("<6>INFO  Thing                          started worker=ü pid=5");
        assertThat(lines.get(2)).startsWith("<4>WARN  Thing").endsWith("ended");
        assertThat(lines.get(3)).isEqualTo("<4>java.lang.IllegalStateException: broken");
        assertThat(lines.get(4)).startsWith("<4>\tat ");
        assertThat(lines).last().asString().startsWith("<6>INFO").endsWith(" plain");
    }

    @Test
    void theLogGoesToAFileIfThereIsOne(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("logs/node.log");
        Logging.setUp(Level.INFO, LogFormat.TEXT, file);
        LoggerFactory.getLogger("io.aerostat.some.Thing").info("in the file");
        Logging.end();

        assertThat(Files.readString(file)).contains("INFO  Thing").contains("in the file");
    }

    @Test
    void aLogFileThatCannotBeWrittenIsReported(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Logging.setUp(Level.INFO, LogFormat.TEXT, file.resolve("node.log")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("node.log: the log cannot be written");
        assertThatThrownBy(() -> Logging.setUp(Level.INFO, LogFormat.TEXT, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the log cannot be written");
    }

    private List<JsonNode> printed(Runnable work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Logging.setUp(Level.INFO, LogFormat.JSON);
        try (OutputRecords records = OutputRecords.begin()) {
            assertThat(records).isNotNull();
            work.run();
        }
        Logging.end();
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .<JsonNode>map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    @Test
    void aPrintedLineIsARecord() {
        List<JsonNode> records = printed(() -> {
            System.out.print("up ");
            System.out.println("and \"away\" ü");
            System.err.println("no helium");
            System.out.println(List.of(1, 2));
            System.out.print("unfinished");
        });

        assertThat(records)
                .extracting(record -> record.get("level").asString() + " "
                        + record.get("loggerName").asString() + " "
                        + record.get("formattedMessage").asString())
                .containsExactly(
                        "INFO io.aerostat.output.stdout up and \"away\" ü",
                        "WARN io.aerostat.output.stderr no helium",
                        "INFO io.aerostat.output.stdout [1, 2]",
                        "INFO io.aerostat.output.stdout unfinished");
    }

    @Test
    void aPrintedStackTraceIsOneRecord() {
        IllegalStateException broken = new IllegalStateException("no helium", new IllegalArgumentException("empty"));
        List<JsonNode> records = printed(() -> {
            System.err.print("Exception in thread \"x\" ");
            broken.printStackTrace();
            System.err.println("after that");
        });

        assertThat(records).hasSize(2);
        assertThat(records.get(0).get("formattedMessage").asString()).isEqualTo("Exception in thread \"x\"");
        assertThat(records.get(0).get("throwable").toString())
                .contains("no helium", "IllegalArgumentException", "empty", "aPrintedStackTraceIsOneRecord");
        assertThat(records.get(1).get("formattedMessage").asString()).isEqualTo("after that");
    }

    @Test
    void logSetUpAgainWhileOutputIsRecordedStillReachesTheConsole() {
        List<JsonNode> records = printed(() -> {
            Logging.end();
            Logging.setUp(Level.INFO, LogFormat.JSON);
            System.out.println("still here");
        });

        assertThat(records).hasSize(1);
    }

    @Test
    void furtherLinesOfAMessageAreIndentedInText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Logging.setUp(Level.INFO, LogFormat.TEXT);

        LoggerFactory.getLogger("io.aerostat.some.Thing").info("first\nsecond");

        Logging.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith(" first" + "\n\tsecond" + System.lineSeparator());
    }

    @Test
    void everyLineOfJsonIsAnObject() {
        List<JsonNode> lines = logged(Level.DEBUG, LogFormat.JSON).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1).get("level").asString()).isEqualTo("INFO");
        assertThat(lines.get(1).get("formattedMessage").asString()).isEqualTo("started");
        assertThat(lines.get(1).get("loggerName").asString()).isEqualTo("io.aerostat.some.Thing");
        assertThat(lines.get(1).get("timestamp").asLong()).isPositive();
        assertThat(lines.get(1).get("kvpList").toString()).contains("worker").contains("ü");
        assertThat(lines.get(2).get("throwable").toString()).contains("broken");
    }
}
