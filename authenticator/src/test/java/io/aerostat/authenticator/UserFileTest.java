package io.aerostat.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("users.json");
    }

    @Test
    void theUsersOfTheExampleAreWhatTheRouterAsksFor() throws Exception {
        UserFile users = new UserFile(Path.of("users.json"));
        assertThat(users.user("karina").orElseThrow().principal())
                .isEqualTo(Map.of("secret", "secret2", "role", "backend"));
        assertThat(users.user("ingemar").orElseThrow().principal())
                .isEqualTo(Map.of("secret", "123456", "role", "balloonpopper", "authid", "ID09125"));
        assertThat(users.user("anohni").orElseThrow().principal())
                .isEqualTo(Map.of(
                        "secret", "prq7+YkJ1/KlW1X0YczMHw==",
                        "role", "authenticator",
                        "salt", "salt123",
                        "iterations", 100,
                        "keylen", 16));
        assertThat(users.user("mallory")).isEmpty();
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        Files.writeString(file, "{\"karina\": {\"secret\": \"one\", \"role\": \"backend\"}}");
        UserFile users = new UserFile(file);
        Files.writeString(file, "{\"karina\": {\"secret\": \"another\", \"role\": \"backend\"}}");
        assertThat(users.user("karina").orElseThrow().secret()).isEqualTo("another");
    }

    @Test
    void aBrokenOrMissingFileLeavesTheUsersOfBeforeUntilItIsMended() throws Exception {
        Files.writeString(file, "{\"karina\": {\"secret\": \"one\", \"role\": \"backend\"}}");
        UserFile users = new UserFile(file);
        Files.writeString(file, "{\"karina\": {\"secret\": \"tw");
        assertThat(users.user("karina").orElseThrow().secret()).isEqualTo("one");
        Files.delete(file);
        assertThat(users.user("karina").orElseThrow().secret()).isEqualTo("one");
        Files.writeString(file, "{\"karina\": {\"secret\": \"three\", \"role\": \"backend\"}}");
        assertThat(users.user("karina").orElseThrow().secret()).isEqualTo("three");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': {'secret': 'hush' 'role': 'x'}} | :1:25: found something else than JSON",
                "{'a': {'secret': 'hush', 'role': 'x'}, 'a': {}} | without duplicate keys",
                "['hush'] | found no object",
                "{'a': 'hush'} | a: found a wrong value (expected an object)",
                "{'a': {'secret': 'hush'}} | a.role: found a wrong value (expected a text)",
                "{'a': {'role': 'x'}} | a.secret: found a wrong value (expected a text)",
                "{'a': {'secret': 'hush', 'role': 5}} | a.role: found a wrong value (expected a text)",
                "{'a': {'secret': 'hush', 'role': 'x', 'rol': 'y'}} "
                        + "| a.rol: found a wrong value (expected one of [authid",
                "{'a': {'secret': 'hush', 'role': 'x', 'salt': 'y'}} "
                        + "| a.iterations: found a wrong value (expected an integer",
                "{'a': {'secret': 'hush', 'role': 'x', 'salt': 'y', 'iterations': 0, 'keylen': 16}} "
                        + "| a.iterations: found 0",
            })
    void whatIsWrongIsNamedWithoutSecrets(String json, String problem) throws IOException {
        Files.writeString(file, json.replace('\'', '"'));
        assertThatThrownBy(() -> UserReader.read(file))
                .isInstanceOf(UserReader.BrokenFile.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("hush");
    }

    @Test
    void aUserDoesNotPrintItsSecret() throws Exception {
        assertThat(new UserFile(Path.of("users.json"))
                        .user("karina")
                        .orElseThrow()
                        .toString())
                .contains("backend")
                .doesNotContain("secret2");
    }
}
