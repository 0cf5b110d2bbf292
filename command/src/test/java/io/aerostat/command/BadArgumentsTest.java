package io.aerostat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.command.line.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake on the command line or in a profile is reported in one clear line, and nothing is sent. */
class BadArgumentsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "call | Missing required parameter: 'PROCEDURE'",
                "call com.x | the URL of the router is missing",
                "call --url ftp://x com.x | found scheme ftp (expected ws://",
                "call --url ws://u:p@x com.x | found user information in a URL",
                "call --url ws://x --urk y com.x | did you mean",
                "call --url ws://x --authmethod magic com.x | --authmethod: found \"magic\" (expected anonymous,"
                        + " ticket",
                "call --url ws://x --authmethod ticket com.x | the authid is missing (expected --authid for ticket)",
                "call --url ws://x --authmethod ticket --authid a com.x | the secret is missing (expected",
                "call --url ws://x --authmethod ticket --authid a --secret-env NO_1 com.x | NO_1 is not set",
                "call --url ws://x --authmethod jwt --secret-file /no/such com.x | /no/such: there is no such file",
                "call --url ws://x --authmethod cryptosign com.x | the key is missing (expected --key-file",
                "call --url ws://x --serializer bson com.x | --serializer: found \"bson\" (expected",
                "call --url ws://x --connect-timeout 5 com.x | --connect-timeout: found \"5\" (expected a time such as",
                "call --url ws://x --timeout soon com.x | --timeout: found \"soon\" (expected a time such as",
                "call --url ws://x --timeout 999999999h com.x | --timeout: found \"999999999h\" (expected at most 365",
                "call --url ws://x --connect-timeout 8761h com.x | (expected at most 365 days)",
                "register --url ws://x --concurrency 257 com.x cat | (expected a whole number from 1 to 256)",
                "call --url ws://x --header Cookie com.x | --header: found no colon (expected NAME:VALUE)",
                "call --url wss://x --cert c.pem com.x | found only one of --cert and --cert-key",
                "call --url wss://x --ca /no/such.pem com.x | /no/such.pem",
                "call --url ws://x --channel-binding b com.x | channel binding: found method anonymous",
                "call --url ws://x com.x {\"a\" | not JSON",
                "call --url ws://x com.x [1,2 | not JSON",
                "call --url ws://x com.x @/no/such | @/no/such: there is no such file",
                "call --url ws://x com.x a=1 a=2 | found the keyword argument a twice",
                "publish --url ws://x | Missing required parameter: 'TOPIC'",
                "subscribe --url ws://x --match some com.x | --match: found \"some\" (expected exact",
                "subscribe --url ws://x --count -1 com.x | --count: found \"-1\" (expected a whole",
                "register --url ws://x com.x | Missing required parameter: 'COMMAND'",
                "register --url ws://x --invoke best com.x cat | --invoke: found \"best\" (expected single",
                "register --url ws://x --concurrency 0 com.x cat | --concurrency: found \"0\" (expected a whole",
                "register --url ws://x --command-timeout x com.x cat | --command-timeout: found \"x\"",
                "ls --url ws://x realms | found \"realms\" (expected sessions",
                "ls --url ws://x --limit none | --limit: found \"none\" (expected a whole number",
                "version --url | '--url' (--help lists the options of aerostat version)",
                "call --profile-file /no/such com.x | /no/such: there is no such file",
            })
    void aWrongCommandLineIsOneLine(String arguments, String expected) {
        Invoked invoked = Invoked.of(arguments.split(" "));

        assertThat(invoked.errors()).singleElement().asString().contains(expected);
        assertThat(invoked.out()).isEmpty();
        assertThat(invoked.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"secret-file\": \"a\\u0000\"",
                "\"key-file\": \"a\\u0000\"",
                "\"ca\": \"a\\u0000\"",
                "\"cert\": \"a\\u0000\", \"cert-key\": \"b\"",
            })
    void aPathThatTheSystemCannotExpressIsOneLine(String keys) throws IOException {
        Path file = Files.writeString(
                folder.resolve("profiles.json"),
                "{\"profiles\": {\"a\": {\"url\": \"ws://x\", \"authmethod\": \"jwt\", " + keys + "}}}");

        Invoked invoked = Invoked.of("call", "--profile-file", file.toString(), "--profile", "a", "com.x");

        assertThat(invoked.errors()).singleElement().asString().contains("found \"a\\u0000\" (expected a path");
        assertThat(invoked.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theNameOfAKeyFileMustBeAPath() {
        Invoked invoked = Invoked.of("keygen", "--out", "a\0");

        assertThat(invoked.errors()).singleElement().asString().contains("found \"a\\u0000\" (expected a path");
        assertThat(invoked.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | not JSON",
                "{\"a\": } | column 7: not JSON: Unexpected character ('}'): expected a value",
                "[] | found another JSON value (expected an object)",
                "{\"profile\": {}} | profile: found an unknown key",
                "{\"profiles\": []} | profiles: found an unknown key or a wrong value",
                "{\"profiles\": {\"a\": 1}} | profiles.a: found another value (expected an object)",
                "{\"profiles\": {\"a\": {\"urk\": \"x\"}}} | profiles.a.urk: found an unknown key",
                "{\"profiles\": {\"a\": {\"url\": 1}}} | profiles.a.url: found a wrong value (expected a text)",
                "{\"profiles\": {\"a\": {\"ca\": [1]}}} | profiles.a.ca: found a wrong value (expected a text or",
                "{\"profiles\": {\"a\": {\"any-host-name\": 1}}} | found a wrong value (expected true or false)",
                "{\"profiles\": {\"a\": {}, \"a\": {}}} | not JSON: Duplicate",
                "{\"profiles\": {\"b\": {}}} | found no profile \"a\" (expected one of [b])",
            })
    void aWrongProfileIsOneLine(String content, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("profiles.json"), content);

        Invoked invoked = Invoked.of("call", "--profile-file", file.toString(), "--profile", "a", "com.x");

        assertThat(invoked.errors())
                .singleElement()
                .asString()
                .startsWith(file.toString())
                .contains(expected);
        assertThat(invoked.exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
