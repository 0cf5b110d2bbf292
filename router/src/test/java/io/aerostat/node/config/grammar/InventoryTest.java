package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.flatbuffers.BinarySchemas;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.realm.RealmDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the {@code inventory} of a realm, and the {@code validate} of its permissions. */
class InventoryTest {
    private static final Path SHOP = Path.of("src/test/resources/good/catalog/shop.bfbs");
    private static final String ANY = "\"allow\": {\"call\": true, \"publish\": true}";

    @TempDir
    private Path folder = Path.of("");

    private ConfigurationFile read(String inventory, String... permissions) {
        return ConfigurationFile.read(
                "config.json",
                """
                {"version": 2, "workers": [{"type": "router", "realms": [{"name": "realm1",
                "roles": [{"name": "anonymous", "permissions": [
                %s
                ]}]%s}]}]}""".formatted(String.join(",\n", permissions), inventory),
                new Surroundings(folder, name -> Optional.empty()));
    }

    private static String catalog(String catalog) {
        return ", \"inventory\": {\"type\": \"wamp.eth\", \"catalogs\": [" + catalog + "]}";
    }

    private static String permission(String uri, String types) {
        return "{\"uri\": \"" + uri + "\", \"match\": \"exact\", " + ANY + ", \"validate\": " + types + "}";
    }

    private static RealmDefinition realm(ConfigurationFile file) {
        assertThat(file.problemLines()).isEmpty();
        return file.configuration()
                .orElseThrow()
                .workers(RouterWorker.class)
                .get(0)
                .realms()
                .get(0);
    }

    private static Contracts contracts(ConfigurationFile file) {
        return realm(file).options().contracts();
    }

    /** Returns the payloads that a permission of the first role allows. */
    private static PermittedPayloads permitted(ConfigurationFile file, int permission) {
        return ((Role.WithPermissions) realm(file).roles().get(0))
                .permissions()
                .get(permission)
                .payloads();
    }

    private void zip(String name, String index) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            zip.putNextEntry(new ZipEntry("catalog.yaml"));
            zip.write(index.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("shop.bfbs"));
            zip.write(Files.readAllBytes(SHOP));
        }
    }

    @Test
    void thePayloadsOfAPermissionHaveContracts() throws IOException {
        zip("catalog.zip", "schemas: [shop.bfbs]");
        ConfigurationFile file = read(
                catalog("{\"archive\": \"catalog.zip\"}"),
                permission("shop.order", "{\"call\": \"shop.Order\", \"call_result\": \"shop.Receipt\"}"),
                permission("shop.sold", "{\"event\": \"shop.Item\"}"));

        Contracts contracts = contracts(file);

        assertThat(file.noticeLines()).isEmpty();
        PermittedPayloads order = permitted(file, 0);
        assertThat(order.call()).isPresent();
        assertThat(order.result()).isPresent();
        assertThat(order.error()).isEmpty();
        assertThat(order.event()).isEmpty();
        assertThat(permitted(file, 1).event()).isPresent();
        assertThat(contracts.describe("shop.order", MatchPolicy.EXACT).get("procedure"))
                .containsKeys("call", "result");
        assertThat(realm(read(
                        catalog("{\"archive\": \"catalog.zip\"}"),
                        permission("shop.order", "{\"call\": \"shop.Order\", \"call_result\": \"shop.Receipt\"}"),
                        permission("shop.sold", "{\"event\": \"shop.Item\"}"))))
                .isEqualTo(realm(file));
    }

    /** A contract applies to all sessions, but the types of a permission only to the sessions of its role. */
    @Test
    void theTypesOfAPermissionAreNoContractsForOtherRoles() throws IOException {
        Files.copy(SHOP, folder.resolve("shop.bfbs"));

        Contracts contracts = contracts(read(
                catalog("{\"bfbs\": \"shop.bfbs\"}"),
                permission("shop.order", "{\"call\": \"shop.Order\", \"call_result\": \"shop.Receipt\"}"),
                permission("shop.sold", "{\"event\": \"shop.Item\"}")));

        assertThat(contracts.ofCall("shop.order")).isNull();
        assertThat(contracts.ofResult("shop.order")).isNull();
        assertThat(contracts.ofEvent("shop.sold")).isNull();
        assertThat(contracts.procedures()).hasSize(1);
        assertThat(contracts.topics()).hasSize(1);
    }

    @Test
    void theContractsOfTheRealmRemain() throws IOException {
        Files.copy(SHOP, folder.resolve("shop.bfbs"));
        Files.writeString(folder.resolve("order.json"), "true");

        Contracts contracts = contracts(read(
                catalog("{\"bfbs\": \"shop.bfbs\"}")
                        + ", \"contracts\": {\"schemas\": [{\"uri\": \"shop.order\", \"call\": \"order.json\"}]}",
                permission("shop.order", "{\"call\": \"shop.Order\", \"call_result\": \"shop.Receipt\"}"),
                permission("shop.sold", "{\"event\": \"shop.Item\"}")));

        assertThat(contracts.procedures()).hasSize(1);
        assertThat(contracts.ofResult("shop.order")).isNull();
        assertThat(contracts.topics()).hasSize(1);
    }

    @Test
    void withoutAnInventoryNothingIsChecked() {
        ConfigurationFile file = read("", permission("shop.sold", "{\"event\": \"shop.Item\"}"));

        assertThat(contracts(file).topics()).isEmpty();
        assertThat(file.noticeLines())
                .containsExactly("config.json:3:94: workers[0].realms[0].roles[0].permissions[0].validate: has no"
                        + " effect, because the realm has no \"inventory\"");
    }

    @Test
    void realmTemplatesCheckNothing() {
        ConfigurationFile file = ConfigurationFile.read(
                "config.json",
                """
                {"version": 2, "workers": [{"type": "router", "realm_templates": [{"name": "all", "realms": "all.*",
                "roles": [{"name": "anonymous", "permissions": [
                %s]}]}]}]}""".formatted(permission("shop.sold", "{\"event\": \"shop.Item\"}")),
                new Surroundings(folder, name -> Optional.empty()));

        assertThat(file.problemLines()).isEmpty();
        assertThat(file.noticeLines())
                .containsExactly("config.json:3:94: workers[0].realm_templates[0].roles[0].permissions[0].validate: has"
                        + " no effect, because a template has no \"inventory\"; use \"contracts\"");
    }

    @Test
    void typesMustExist() throws IOException {
        zip("catalog.zip", "schemas: [shop.bfbs]");

        assertThat(read(
                                catalog("{\"archive\": \"catalog.zip\"}"),
                                permission("shop.sold", "{\"event\": \"shop.Itme\", \"call\": \"shop.Order\"}"),
                                permission("shop.order", "{\"call\": \"Order\", \"call_result\": \"Receipt\"}"))
                        .problemLines())
                .containsExactly(
                        "config.json:3:94: workers[0].realms[0].roles[0].permissions[0].validate: found \"shop.Itme\""
                                + " (expected types of the \"inventory\")",
                        "config.json:4:95: workers[0].realms[0].roles[0].permissions[1].validate: found \"Order\","
                                + " \"Receipt\" (expected types of the \"inventory\")");
    }

    /** A chain of so many types, each of which refers to the next one, would overflow the stack. */
    @Test
    void aTypeThatCannotBeCheckedIsReported() throws IOException {
        Files.write(folder.resolve("chain.bfbs"), BinarySchemas.chain(20_000));

        assertThat(read(catalog("{\"bfbs\": \"chain.bfbs\"}"), permission("shop.sold", "{\"event\": \"T0\"}"))
                        .problemLines())
                .singleElement()
                .asString()
                .startsWith("config.json:3:94: workers[0].realms[0].roles[0].permissions[0].validate: found types that"
                        + " the router cannot check: ");
    }

    /** A node that started without the types would refuse every message that needs them. */
    @Test
    void theFilesMustExist() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Path file = folder.resolve("absent.zip");

        assertThat(read(
                                catalog("{\"archive\": \"absent.zip\"}, {\"bfbs\": \"absent.bfbs\"},"
                                        + "{\"archive\": \"folder\"}, {\"bfbs\": \"folder\"}"),
                                permission("shop.sold", "{\"event\": \"shop.Item\"}"))
                        .problemLines())
                .extracting(line -> line.replaceAll("^config.json:\\d+:\\d+: workers.0..realms.0..inventory.", ""))
                .containsExactly(
                        "catalogs[0].archive: found \"absent.zip\" (expected a ZIP archive with catalog.yaml and binary"
                                + " schemas of FlatBuffers; " + file + " does not exist)",
                        "catalogs[1].bfbs: found \"absent.bfbs\" (expected a binary schema of FlatBuffers; "
                                + folder.resolve("absent.bfbs") + " does not exist)",
                        "catalogs[2].archive: found \"folder\" (expected a ZIP archive with catalog.yaml and binary"
                                + " schemas of FlatBuffers; " + folder.resolve("folder") + " is a folder)",
                        "catalogs[3].bfbs: found \"folder\" (expected a binary schema of FlatBuffers; "
                                + folder.resolve("folder") + " is a folder)");
    }

    /** A file that is being replaced may be read when only its first part has been written. */
    @Test
    void everyPartOfAnArchiveIsAProblem() throws IOException {
        zip("catalog.zip", "schemas: [shop.bfbs]");
        byte[] whole = Files.readAllBytes(folder.resolve("catalog.zip"));

        for (int length = 0; length < whole.length; length += 97) {
            Files.write(folder.resolve("part.zip"), Arrays.copyOf(whole, length));

            assertThat(read(catalog("{\"archive\": \"part.zip\"}")).problemLines())
                    .as("%s bytes", length)
                    .singleElement()
                    .asString()
                    .endsWith("part.zip: it is no ZIP archive that can be read)");
        }
    }

    /** Returns the lines of a list in YAML with different names. */
    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "- " + i + ".bfbs\n").collect(Collectors.joining());
    }

    @Test
    void wrongFilesAreReported() throws IOException {
        zip("lacks.zip", "schemas: [other.bfbs]");
        zip("number.zip", "schemas: [5]");
        zip("broken.zip", "schemas: [");
        zip("index.zip", "schemas: [catalog.yaml]");
        zip("without.zip", "name: shop");
        zip("text-only.zip", "schemas: shop.bfbs");
        zip("many.zip", "schemas:\n" + "- shop.bfbs\n".repeat(2) + names(256));
        Files.writeString(folder.resolve("text.zip"), "text");

        assertThat(read(catalog("{\"archive\": \"lacks.zip\"}, {\"archive\": \"number.zip\"},"
                                + "{\"archive\": \"broken.zip\"}, {\"archive\": \"index.zip\"},"
                                + "{\"archive\": \"without.zip\"}, {\"archive\": \"text-only.zip\"},"
                                + "{\"archive\": \"many.zip\"},"
                                + "{\"archive\": \"text.zip\"}, {\"bfbs\": \"text.zip\"}, {\"name\": \"a\"},"
                                + "{\"archive\": \"lacks.zip\", \"bfbs\": \"text.zip\"}"))
                        .problemLines())
                .extracting(line -> line.replaceAll(".*(?:FlatBuffers; [^ ]*/|catalogs\\[\\d+\\]: )", ""))
                .containsExactly(
                        "lacks.zip: it lacks other.bfbs)",
                        "number.zip: catalog.yaml: found 5 (expected the name of a schema))",
                        "broken.zip: catalog.yaml is not YAML)",
                        "index.zip: found no binary schema of FlatBuffers)",
                        "without.zip: catalog.yaml lacks \"schemas\")",
                        "text-only.zip: catalog.yaml: schemas: found \"shop.bfbs\" (expected a list of names))",
                        "many.zip: catalog.yaml: schemas: found 257 names (expected at most 256))",
                        "text.zip: it is no ZIP archive that can be read)",
                        "text.zip: found no binary schema of FlatBuffers)",
                        "found no file (expected \"archive\" or \"bfbs\")",
                        "found several files (expected \"archive\" or \"bfbs\")",
                        "lacks.zip: it lacks other.bfbs)",
                        "text.zip: found no binary schema of FlatBuffers)");
    }

    @Test
    void aUriThatContractsCannotHaveIsReported() throws IOException {
        Files.copy(SHOP, folder.resolve("shop.bfbs"));

        assertThat(read(
                                catalog("{\"bfbs\": \"shop.bfbs\"}"),
                                permission("wamp.session.count", "{\"call\": \"shop.Order\"}"))
                        .problemLines())
                .containsExactly("config.json:3:103: workers[0].realms[0].roles[0].permissions[0].validate: contract:"
                        + " found \"wamp.session.count\" (expected a URI pattern for match \"exact\" outside of the"
                        + " reserved wamp.)");
    }

    @Test
    void aTypeMustHaveTheNameOfAType() {
        assertThat(read("", permission("a.b", "{\"call\": \"not a name\"}")).problemLines())
                .singleElement()
                .asString()
                .contains("validate.call: found \"not a name\" (expected the full name of a type, such as"
                        + " \"shop.Order\")");
    }
}
