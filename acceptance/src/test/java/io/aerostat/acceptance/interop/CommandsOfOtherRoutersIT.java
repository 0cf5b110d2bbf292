package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands of the tool with the installed routers of other projects. */
class CommandsOfOtherRoutersIT {
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path folder;

    private static String done(Program.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    @Test
    void everyInstalledRouterServesTheCommands() throws Exception {
        for (OtherRouter.Installed installed : OtherRouter.installed()) {
            try (OtherRouter router = installed.starter().get()) {
                for (URI url : List.of(router.url, router.rawSocket)) {
                    callAndPublish(router.name + "-" + url.getScheme(), url.toString());
                }
            }
        }
    }

    private void callAndPublish(String name, String url) throws IOException, InterruptedException {
        Tool tool = new Tool(Files.createDirectory(folder.resolve(name)));
        String[] realm = {"--url", url, "--realm", "interop"};
        try (Tool.Running program = tool.start("register", with(realm, "register", "--count", "1", "com.cat", "cat"));
                Tool.Running events = tool.start(
                        "subscribe", with(realm, "subscribe", "--match", "prefix", "--count", "2", "com.topic"))) {
            program.await("registered com.cat");
            events.await("subscribed to com.topic");

            String listed = done(tool.run(with(realm, "ls")));
            String answer = done(tool.run(with(realm, "call", "com.cat", "1", "two=2")));
            done(tool.run(with(realm, "publish", "com.topic.one", "hello")));
            done(tool.run(with(realm, "publish", "--serializer", "json", "com.topic.two", "1", "2")));
            Program.Outcome missing = tool.run(with(realm, "call", "com.missing"));
            Program.Outcome refused = tool.run("call", "--url", url, "--realm", "absent", "com.cat");

            assertThat(listed).as(name).contains("sessions: ", "com.cat ", "com.topic ");
            assertThat(answer).as(name).contains("\"args\":[1]", "\"kwargs\":{\"two\":2}");
            assertThat(program.end()).as(name).isZero();
            assertThat(events.end()).as(name).isZero();
            assertThat(events.output())
                    .as(name)
                    .contains("com.topic.one hello\n", "com.topic.two {\"args\":[1,2],\"kwargs\":{}}\n");
            assertThat(missing.exitCode()).as(name + missing.output()).isEqualTo(1);
            assertThat(missing.output()).as(name).startsWith("wamp.error.no_such_procedure");
            assertThat(refused.exitCode()).as(name + refused.output()).isEqualTo(77);
        }
        Program.Outcome top = tool.run(with(realm, "top", "--once"));
        assertThat(top.exitCode()).as(name + top.output()).isEqualTo(1);
        assertThat(top.output())
                .as(name)
                .startsWith("wamp.error.no_such_procedure")
                .hasLineCount(1);
    }

    private static String[] with(String[] realm, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(realm));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    /** The files of {@code passwd} and {@code keygen} are those that Crossbar.io reads. */
    @Test
    void crossbarLetsUsersOfTheToolJoin() throws Exception {
        Tool tool = new Tool(folder);
        Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
        done(tool.runWith(PASSWORD, "passwd", "scram.json", "sam", "--role", "anonymous", "--form", "crossbar-scram"));
        String key = done(tool.run("keygen", "--out", "key")).replaceAll("(?s).*public: ([0-9a-f]{64}).*", "$1");
        String methods = """
            "ticket": {"type": "static", "principals": {"tina": {"ticket": "%s", "role": "anonymous"}}},
            "wampcra": {"type": "static", "users": {"carl": {"secret": "%s", "role": "anonymous"}}},
            "scram": {"type": "static", "principals": %s},
            "cryptosign": {"type": "static", "principals": {"cathy": {"authorized_keys": ["%s"], "role": "anonymous"}}}
            """.formatted(PASSWORD, PASSWORD, Files.readString(folder.resolve("scram.json")), key);
        Optional<OtherRouter> crossbar = OtherRouter.crossbarWith(methods);
        if (crossbar.isEmpty()) {
            return; // Crossbar.io is not installed, as scripts/test.sh has reported.
        }
        try (OtherRouter router = crossbar.get()) {
            Map<String, List<String>> users = Map.of(
                    "ticket", List.of("tina", "--secret-file", "secret"),
                    "wampcra", List.of("carl", "--secret-file", "secret"),
                    "scram", List.of("sam", "--secret-file", "secret"),
                    "cryptosign", List.of("cathy", "--key-file", "key"));
            users.forEach((method, user) -> {
                List<String> options = new ArrayList<>(List.of(
                        "--url", router.url.toString(), "--realm", "interop", "--authmethod", method, "--authid"));
                options.addAll(user);
                List<String> arguments = new ArrayList<>(List.of("ls", "--json", "sessions"));
                arguments.addAll(1, options);
                assertThat(done(tool.run(arguments.toArray(String[]::new))))
                        .as(method)
                        .contains("\"authid\":\"" + user.get(0) + "\"");
            });
        }
    }
}
