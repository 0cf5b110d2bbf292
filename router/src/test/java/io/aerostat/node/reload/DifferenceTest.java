package io.aerostat.node.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.Controller;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.RealmOptions;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceTest {
    private static final Path ROOT =
            Path.of(System.getProperty("aerostat.root", "..")).toAbsolutePath();

    private static NodeConfiguration read(String json, Path folder) {
        ConfigurationFile file = ConfigurationFile.read(
                "node.json",
                json,
                new Surroundings(
                        folder,
                        name -> Optional.of(
                                name.contains("PORT") ? "8080" : name.contains("KEY") ? "0".repeat(64) : "x")));
        assertThat(file.problemLines()).isEmpty();
        return file.configuration().orElseThrow();
    }

    private static List<Change> changes(String before, String after) {
        Path folder = Path.of("").toAbsolutePath();
        return Difference.between(read(before, folder), read(after, folder)).stream()
                .flatMap(operation -> operation.changes().stream())
                .toList();
    }

    static Stream<Path> examples() throws IOException {
        Stream<Path> examples = Files.walk(ROOT.resolve("config/examples"));
        return Stream.concat(
                        Stream.of(
                                ROOT.resolve("config/config.json"),
                                ROOT.resolve("router/src/test/resources/good/everything.json")),
                        examples)
                .filter(file -> file.toString().endsWith(".json"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anotherPlaceInTheFileIsNoDifference(Path example) throws IOException {
        String json = Files.readString(example);
        Path folder = example.getParent();

        assertThat(Difference.between(read(json, folder), read("\n   " + json, folder)))
                .isEmpty();
    }

    /** The authentication methods that the examples lack. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"scram\": {\"type\": \"static\", \"principals\": {\"a\": {\"kdf\": \"pbkdf2\", \"iterations\": 4096,"
                        + " \"salt\": \"00ff\", \"stored-key\":"
                        + " \"0000000000000000000000000000000000000000000000000000000000000000\", \"server-key\":"
                        + " \"0000000000000000000000000000000000000000000000000000000000000000\", \"role\": \"r\"}}}",
                "\"wampcra\": {\"type\": \"static\", \"users\": {\"a\": {\"secret\": \"s\", \"salt\": \"t\","
                        + " \"role\": \"r\"}}}",
                "\"cryptosign\": {\"type\": \"static\", \"principals\": {\"a\": {\"authorized_keys\":"
                        + " [\"0000000000000000000000000000000000000000000000000000000000000000\"], \"role\": \"r\"}}}",
                "\"ticket\": {\"type\": \"dynamic\", \"authenticator\": \"com.example.authenticate\"}"
            })
    void equalMethodsAreNoDifference(String method) {
        String json = """
                {"version": 2, "workers": [{"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "r"}]}],
                  "transports": [{"type": "websocket", "endpoint": {"type": "tcp", "port": 0}, "auth": {%s},
                    "options": {"compression": {"deflate": {}}}}]}]}""".formatted(method);

        assertThat(changes(json, " \n " + json)).isEmpty();
        assertThat(changes(json, json.replace("\"a\": {", "\"b\": {").replace("com.example.", "org.example.")))
                .extracting(Change::subject)
                .containsExactly(Change.Subject.USERS);
    }

    @Test
    void removedPartsEndLastAndProcessesBeforeTheirRealms() {
        String before = """
                {"version": 2, "workers": [
                  {"type": "router", "realms": [{"name": "old", "roles": [{"name": "r"}]}], "transports": [
                    {"type": "rawsocket", "id": "raw", "endpoint": {"type": "tcp", "port": 1}}]},
                  {"type": "guest", "id": "g", "executable": "sh", "arguments": []}]}""";
        String after = """
                {"version": 2, "workers": [
                  {"type": "router", "realms": [{"name": "new", "roles": [{"name": "r"}]}], "transports": [
                    {"type": "rawsocket", "id": "other", "endpoint": {"type": "tcp", "port": 2}}]}]}""";

        assertThat(changes(before, after).stream().map(change -> change.subject() + " " + change.action()))
                .containsExactly("REALM ADDED", "LISTENER ADDED", "GUEST REMOVED", "REALM REMOVED", "LISTENER REMOVED");
    }

    /**
     * If a reload removes a user's role and gives the user another role, the user must not join with the removed role
     * in the meantime.
     */
    @Test
    void rolesAreRemovedAfterTheUsersHaveChanged() {
        String json = """
                {"version": 2, "workers": [{"type": "router", "realms": [{"name": "realm1", "roles": [%s]}],
                  "transports": [{"type": "rawsocket", "id": "raw", "endpoint": {"type": "tcp", "port": 1}, "auth":
                    {"ticket": {"type": "static", "principals": {"ann": {"ticket": "t", "role": "%s"}}}}}]}]}""";
        String before = json.formatted("{\"name\": \"old\"}, {\"name\": \"both\"}", "old");
        String after = json.formatted("{\"name\": \"new\"}, {\"name\": \"both\"}", "new");
        Path folder = Path.of("").toAbsolutePath();

        List<Operation> operations = Difference.between(read(before, folder), read(after, folder));

        assertThat(operations.stream()
                        .flatMap(operation -> operation.changes().stream())
                        .map(change -> change.subject() + " " + change.name() + " " + change.action()))
                .containsExactly("ROLE realm1/new ADDED", "USERS raw (RawSocket) CHANGED", "ROLE realm1/old REMOVED");
        assertThat(roles(operations.get(0))).containsExactlyInAnyOrder("new", "both", "old");
        assertThat(roles(operations.get(2))).containsExactlyInAnyOrder("new", "both");
    }

    private static List<String> roles(Operation operation) {
        return ((Operation.UpdateRealm) operation)
                .realm().roles().stream().map(role -> role.name()).toList();
    }

    private static final String TEMPLATES = """
            {"version": 2, "workers": [{"type": "router", "realm_templates": [%s],
              "transports": [{"type": "rawsocket", "id": "raw", "endpoint": {"type": "tcp", "port": 1}, "auth":
                {"ticket": {"type": "static", "principals": {"ann": {"ticket": "t", "role": "%s"}}}}}]}]}""";

    private static String template(String name, String more, String... roles) {
        return "{\"name\": \"%s\", \"realms\": \"%s.*\", \"roles\": [%s]%s}"
                .formatted(
                        name,
                        name,
                        Stream.of(roles)
                                .map(role -> "{\"name\": \"" + role + "\"}")
                                .collect(Collectors.joining(", ")),
                        more);
    }

    /** A client must find its realm and role until the users have changed, and again as soon as they have. */
    @Test
    void templatesAndTheirRolesAreRemovedAfterTheUsersHaveChanged() {
        String before =
                TEMPLATES.formatted(template("tenant", "", "old", "both") + ", " + template("gone", "", "old"), "old");
        String after =
                TEMPLATES.formatted(template("tenant", "", "both", "new") + ", " + template("more", "", "new"), "new");
        Path folder = Path.of("").toAbsolutePath();

        List<Operation> operations = Difference.between(read(before, folder), read(after, folder));

        assertThat(operations.stream()
                        .flatMap(operation -> operation.changes().stream())
                        .map(change -> change.subject() + " " + change.name() + " " + change.action()))
                .containsExactly(
                        "TEMPLATE tenant CHANGED",
                        "TEMPLATE more ADDED",
                        "USERS raw (RawSocket) CHANGED",
                        "ROLE tenant/old REMOVED",
                        "TEMPLATE gone REMOVED");
        assertThat(templates(operations.get(0))).containsExactly("tenant [both, new, old]", "more [new]", "gone [old]");
        assertThat(templates(operations.get(2))).containsExactly("tenant [both, new]", "more [new]");
    }

    private static List<String> templates(Operation operation) {
        return ((Operation.UseTemplates) operation)
                .templates().stream()
                        .map(template -> template.name() + " "
                                + template.roles().stream()
                                        .map(role -> role.name())
                                        .toList())
                        .toList();
    }

    /** Realms of the former pattern end after the users have changed, as roles do. */
    @Test
    void aFormerPatternMatchesUntilTheUsersHaveChanged() {
        String before = TEMPLATES.formatted(template("tenant", "", "both"), "both");
        String after = before.replace("tenant.*", "customer.*").replace("\"ticket\": \"t\"", "\"ticket\": \"u\"");
        Path folder = Path.of("").toAbsolutePath();

        List<Operation> operations = Difference.between(read(before, folder), read(after, folder));

        assertThat(operations.stream()
                        .flatMap(operation -> operation.changes().stream())
                        .map(Change::toString))
                .containsExactly(
                        "realm template tenant changed: its realms change, too",
                        "users of raw (RawSocket) changed: apply to the next session that joins; sessions stay",
                        "realm template tenant changed: the sessions of realms that no longer match get GOODBYE"
                                + " wamp.close.close_realm");
        assertThat(patterns(operations.get(0))).containsExactly("customer.*", "tenant.*");
        assertThat(patterns(operations.get(2))).containsExactly("customer.*");
    }

    private static List<String> patterns(Operation operation) {
        return ((Operation.UseTemplates) operation)
                .templates().stream().map(template -> template.pattern()).toList();
    }

    @Test
    void aTemplateThatOnlyLosesARoleChangesInOneStep() {
        assertThat(changes(
                        TEMPLATES.formatted(template("tenant", "", "old", "both"), "both"),
                        TEMPLATES.formatted(template("tenant", "", "both"), "both")))
                .extracting(Change::toString)
                .containsExactly("role tenant/old removed: its sessions get GOODBYE wamp.error.no_such_role");
    }

    @Test
    void anOptionThatRealmsCannotChangeIsForNewRealmsOfATemplate() {
        String before = TEMPLATES.formatted(template("tenant", ", \"linger\": 7", "both"), "both");
        String after = TEMPLATES.formatted(
                template("tenant", ", \"linger\": 8, \"options\": {\"enable_meta_api\": false}", "both"), "both");

        assertThat(changes(before, after))
                .extracting(Change::toString)
                .containsExactly("realm template tenant changed: its realms change, too; enable_meta_api: only in"
                        + " realms created from now on");
    }

    @Test
    void anotherOrderOfTemplatesIsADifference() {
        String one = template("one", "", "both");
        String two = template("two", "", "both");

        assertThat(changes(
                        TEMPLATES.formatted(one + ", " + two, "both"), TEMPLATES.formatted(two + ", " + one, "both")))
                .extracting(Change::toString)
                .containsExactly("realm template worker001 changed: another order of templates");
    }

    @Test
    void optionsHaveTheNamesOfTheirKeys() {
        String json = """
                {"version": 2, "controller": {"options": {%s}}, "workers": [{"type": "router", "realms": [
                  {"name": "realm1", "options": {%s}, "limits": {%s}, "roles": [{"name": "r"%s}]}]}]}""";

        assertThat(changes(
                        json.formatted("", "", "", ""),
                        json.formatted(
                                "\"drain_notice\": 5, \"statistics_interval\": 7, \"reload_on_change\": true",
                                "\"uri_check\": \"strict\", \"call_timeout\": {\"maximum\": 9}",
                                "\"pending_calls_per_caller\": 3, \"history_bytes\": 1000",
                                ", \"rate_limit\": {\"session\": {\"messages\": 5}}")))
                .extracting(change -> change.subject().words() + " " + change.name())
                .containsExactlyInAnyOrder(
                        "controller option drain_notice",
                        "controller option statistics_interval",
                        "controller option reload_on_change",
                        "realm option realm1/uri_check",
                        "realm option realm1/call_timeout (maximum)",
                        "realm option realm1/limits (procedures and calls)",
                        "realm option realm1/limits (history_bytes)",
                        "realm option realm1/rate_limit of roles");
    }

    @Test
    void everyOptionOfARealmHasAKey() {
        List<String> options = names(RealmOptions.class).stream()
                .flatMap(name -> switch (name) {
                    case "broker" -> names(BrokerOptions.class).stream().map(part -> "broker." + part);
                    case "dealer" -> names(DealerOptions.class).stream().map(part -> "dealer." + part);
                    default -> Stream.of(name);
                })
                .toList();

        assertThat(RealmOptionKeys.known()).containsExactlyInAnyOrderElementsOf(options);
    }

    @Test
    void everyOptionOfTheControllerSaysWhenItTakesEffect() {
        assertThat(Difference.ControllerChanges.known()).containsExactlyElementsOf(names(Controller.class));
    }

    @Test
    void aChangedClusterNeedsARestart() {
        String alone = "{\"version\": 2}";
        String cluster = "{\"version\": 2, \"cluster\": {\"name\": \"balloon\", \"node\": \"one\", \"members\": 3,"
                + " \"engine\": {\"type\": \"nats\"}}}";

        assertThat(changes(cluster, "\n" + cluster)).isEmpty();
        for (String other : List.of(alone, cluster.replace("3", "5"), cluster.replace("one", "two"))) {
            assertThat(changes(cluster, other).stream().map(Change::toString))
                    .containsExactly(
                            "cluster balloon changed: needs a restart of the node; until then the old value applies");
        }
    }

    /** If one of these records gets a new component, {@link RouterDifference} or {@link Difference} must compare it. */
    @Test
    void everyPartOfANodeAndARouterIsCompared() {
        assertThat(names(NodeConfiguration.class))
                .containsExactly("controller", "workers", "cluster", "privateFiles", "shown");
        assertThat(names(NativeOptions.class)).containsExactly("title", "classpath", "processors", "folder");
        assertThat(names(RouterWorker.class))
                .containsExactly(
                        "id",
                        "options",
                        "realms",
                        "listeners",
                        "components",
                        "takesReadableTickets",
                        "limits",
                        "logins",
                        "templates",
                        "links",
                        "origins",
                        "origin");
    }

    private static List<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    @Test
    void changedLinksOfARealmNeedARestart() {
        String json = """
                {"version": 2, "workers": [{"type": "router", "realms": [{"name": "realm1", "rlinks": [
                  {"realm": "realm1", "transport": {"type": "rawsocket", "serializer": "cbor",
                   "endpoint": {"type": "tcp", "host": "localhost", "port": 8081}}}]}]}]}""";

        assertThat(changes(json, json.replace("8081", "8082")))
                .extracting(Change::toString)
                .containsExactly("router option worker001/rlinks changed: " + Change.NEEDS_RESTART);
        assertThat(changes(json, json.replace("{\"version\"", "\n {\"version\"")))
                .isEmpty();
    }

    @Test
    void optionsThatNeedARestartAreReported() {
        String json = """
                {"version": 2, "workers": [{"type": "router", "tickets_in_clear": true,
                  "options": {"cpu_affinity": [0]}, "transports": [
                  {"type": "rawsocket", "id": "raw", "endpoint": {"type": "tcp", "port": 1, "backlog": 10}}]}]}""";

        assertThat(changes(
                        json,
                        json.replace("true", "false").replace("[0]", "[1, 0]").replace(": 10", ": 11")))
                .extracting(Change::toString)
                .containsExactly(
                        "router option worker001/tickets_in_clear changed: " + Change.NEEDS_RESTART,
                        "router option worker001/cpu_affinity changed: " + Change.NEEDS_RESTART,
                        "listener option raw/backlog or shared changed: " + Change.NEEDS_RESTART);
    }
}
