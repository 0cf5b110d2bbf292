package io.aerostat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.command.line.ExitCode;
import io.aerostat.command.value.JsonText;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.authentication.scram.ScramClient;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.protocol.authentication.scram.ScramServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the commands for keys and for the users in a file. */
class AccountCommandsTest {
    @TempDir
    private Path folder;

    /** Runs a command with a first line on standard input. */
    private static Invoked withInput(String line, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return Invoked.of(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private String file() {
        return folder.resolve("users.json").toString();
    }

    private Map<?, ?> user(String authid) throws IOException {
        return (Map<?, ?>)
                JsonText.readObject(Files.readString(Path.of(file()))).get(authid);
    }

    @Test
    void aKeyPairBelongsTogether() {
        String[] lines = Invoked.of("keygen").out().split("\n");

        assertThat(lines[0]).startsWith("  private: ");
        assertThat(lines[1])
                .isEqualTo("   public: "
                        + CryptosignKey.ofSeed(lines[0].substring(11)).publicKey());
    }

    @Test
    void aKeyInAFileIsPrivateAndNeverReplaced() throws IOException {
        Path key = folder.resolve("key");

        Invoked first = Invoked.of("keygen", "--out", key.toString());
        Invoked second = Invoked.of("keygen", "--out", key.toString());

        assertThat(first.out())
                .isEqualTo("   public: "
                        + CryptosignKey.ofSeed(Files.readString(key)).publicKey() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(second.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(second.errors()).singleElement().asString().contains("is there already");
    }

    @Test
    void usersAreAddedChangedListedAndRemoved() throws IOException {
        assertThat(withInput("secret1", "passwd", file(), "anna", "--role", "user")
                        .out())
                .isEqualTo("anna: added\n");
        Object before = user("anna").get("stored-key");
        assertThat(withInput("secret2", "passwd", file(), "anna").out()).isEqualTo("anna: changed\n");
        assertThat(withInput("secret3", "passwd", file(), "carl", "--role", "admin", "--form", "wampcra")
                        .out())
                .isEqualTo("carl: added\n");

        assertThat(user("anna").get("stored-key")).isNotEqualTo(before);
        assertThat(user("anna").get("role")).isEqualTo("user");
        assertThat(Files.readString(Path.of(file()))).doesNotContain("secret1", "secret2", "secret3");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file()))))
                .isEqualTo("rw-------");
        assertThat(Invoked.of("passwd", file()).out()).isEqualTo("anna user scram\ncarl admin wampcra\n");
        assertThat(Invoked.of("passwd", file(), "anna", "--remove").out()).isEqualTo("anna: removed\n");
        assertThat(Invoked.of("passwd", file(), "anna", "--remove").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aSaltedUserIsTheOneThatTheRouterChecks() throws IOException {
        withInput("prettysecret", "passwd", file(), "carl", "--role", "user", "--form", "wampcra");

        Map<?, ?> user = user("carl");
        KeyDerivation derivation = new KeyDerivation(
                String.valueOf(user.get("salt")),
                ((Number) user.get("iterations")).intValue(),
                ((Number) user.get("keylen")).intValue());
        assertThat(user.get("secret")).isEqualTo(derivation.derive("prettysecret"));
    }

    @ParameterizedTest
    @CsvSource({"scram,SPECIFICATION,true", "scram,CROSSBAR,false", "crossbar-scram,CROSSBAR,true"})
    void aUserOfScramJoinsWithTheDialectOfTheForm(String form, ScramDialect dialect, boolean joins) throws Exception {
        withInput("pencil", "passwd", file(), "sam", "--role", "user", "--form", form);

        Map<?, ?> user = user("sam");
        HexFormat hex = HexFormat.of();
        ScramCredential credential = new ScramCredential(
                hex.parseHex(String.valueOf(user.get("salt"))),
                ScramCost.argon2id(
                        ((Number) user.get("iterations")).intValue(), ((Number) user.get("memory")).intValue()),
                hex.parseHex(String.valueOf(user.get("stored-key"))),
                hex.parseHex(String.valueOf(user.get("server-key"))));
        ScramClient client = new ScramClient("sam", "pencil", null, dialect);
        ScramServer server = ScramServer.begin(dialect, "sam", client.authextra(), credential, null);
        assertThat(user.get("kdf")).isEqualTo("argon2id-13");
        assertThat(server.check(client.answer(server.challenge())).isEmpty()).isEqualTo(joins);
    }

    @Test
    void mistakesLeaveTheFileAsItIs() throws IOException {
        Files.writeString(Path.of(file()), "[\"secret\"]");

        Invoked broken = withInput("secret1", "passwd", file(), "anna", "--role", "user");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(broken.errors()).singleElement().asString().doesNotContain("[");
        Files.delete(Path.of(file()));
        assertThat(withInput("", "passwd", file(), "anna", "--role", "user").err())
                .contains("the password is missing");
        assertThat(withInput("secret1", "passwd", file(), "anna").err()).contains("the role is missing");
        assertThat(withInput("secret1", "passwd", file(), "anna", "--role", "user", "--form", "md5")
                        .err())
                .contains("--form: found \"md5\" (expected scram, crossbar-scram or wampcra)");
        assertThat(Path.of(file())).doesNotExist();
    }
}
