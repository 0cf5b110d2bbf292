package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.flatbuffers.BinarySchemas;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.NamedSchemas;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which payloads the permissions and the dynamic authorizers of a realm with an {@code inventory} allow. */
class ValidatedPayloadsTest {
    private static final Path SHOP = Path.of("src/test/resources/good/catalog/shop.bfbs");
    private static final String INVENTORY =
            ", \"inventory\": {\"type\": \"wamp.eth\", \"catalogs\": [{\"bfbs\": \"shop.bfbs\"}]}";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void schema() throws IOException {
        Files.copy(SHOP, folder.resolve("shop.bfbs"));
    }

    private ConfigurationFile read(String role, String inventory) {
        String json = """
                {"version": 2, "workers": [{"type": "router", "realms": [{"name": "realm1",
                "roles": [{"name": "user", %s}]%s}]}]}""".formatted(role, inventory);
        return ConfigurationFile.read("config.json", json, new Surroundings(folder, name -> Optional.empty()));
    }

    private static Role role(ConfigurationFile file) {
        assertThat(file.problemLines()).isEmpty();
        assertThat(file.noticeLines()).isEmpty();
        return file.configuration()
                .orElseThrow()
                .workers(RouterWorker.class)
                .get(0)
                .realms()
                .get(0)
                .roles()
                .get(0);
    }

    private static String permissions(String types) {
        return "\"permissions\": [{\"uri\": \"shop.\", \"match\": \"prefix\", \"allow\": {\"call\": true}, "
                + "\"validate\": " + types + "}, {\"uri\": \"shop.free\", \"match\": \"exact\", \"allow\": "
                + "{\"call\": true}}]";
    }

    private Role.WithAuthorizer dynamic(String inventory) {
        return (Role.WithAuthorizer) role(read("\"authorizer\": \"com.example.authorize\"", inventory));
    }

    /** Returns the text of the fault of a payload; null if it fits. */
    private static @Nullable String fault(Optional<PayloadSchema> schema, Object... arguments) {
        try {
            PayloadFault fault = schema.orElseThrow()
                    .faultOf(
                            Serializers.of(Serialization.CBOR).payload(new PayloadValues(List.of(arguments), Map.of())),
                            false);
            return fault == null ? null : fault.text();
        } catch (NotExpressible e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachMessageHasItsOwnType() {
        PermittedPayloads permitted = permitted("""
                {"call": "shop.Receipt", "call_result": "shop.Refusal", "call_error": "shop.Position"}""");

        assertThat(fault(permitted.call(), 1.5)).isNull();
        assertThat(fault(permitted.result(), "a")).isNull();
        assertThat(fault(permitted.error(), 48.1, 11.6)).isNull();
        assertThat(permitted.event()).isEmpty();
    }

    /** As in Crossbar.io, only the permission that decides about a request says which payloads it may have. */
    @Test
    void aPermissionWithoutTypesAllowsAnyPayload() {
        List<Permission> permissions = ((Role.WithPermissions)
                        role(read(permissions("{\"call\": \"shop.Receipt\"}"), INVENTORY)))
                .permissions();

        assertThat(permissions.get(0).payloads().call()).isPresent();
        assertThat(permissions.get(1).payloads()).isEqualTo(PermittedPayloads.ANY);
    }

    @Test
    void theErrorsOfCalleesHaveATypeToo() {
        PermittedPayloads permitted = permitted("{\"call_error\": \"shop.Refusal\"}");

        assertThat(fault(permitted.error(), "sold out")).isNull();
        assertThat(fault(permitted.error(), 5L)).isEqualTo("args[0]: found 5 (expected a string)");
        assertThat(read(permissions("{\"call_error\": \"shop.Fault\"}"), INVENTORY)
                        .problemLines())
                .singleElement()
                .asString()
                .endsWith("validate: found \"shop.Fault\" (expected types of the \"inventory\")");
    }

    private PermittedPayloads permitted(String types) {
        return ((Role.WithPermissions) role(read(permissions(types), INVENTORY)))
                .permissions()
                .get(0)
                .payloads();
    }

    /** As in Crossbar.io, which checks no message by these types. */
    @Test
    void theTypesOfProgressHaveNoEffectAlone() {
        PermittedPayloads permitted = permitted("""
                {"call_progress": "shop.Receipt", "call_result_progress": "shop.Refusal"}""");

        assertThat(permitted).isEqualTo(PermittedPayloads.ANY);
        assertThat(fault(permitted("""
                {"call": "shop.Receipt", "call_progress": "shop.Refusal"}""").call(), "a")).isNull();
    }

    @Test
    void aDynamicAuthorizerMayNameTypes() {
        NamedSchemas schemas = dynamic(INVENTORY).schemas();

        assertThat(fault(schemas.of(Set.of("shop.Refusal")), "sold out")).isNull();
        assertThat(fault(schemas.of(Set.of("shop.Refusal")), 5L)).isEqualTo("args[0]: found 5 (expected a string)");
        assertThat(fault(schemas.of(Set.of("shop.Refusal", "shop.Receipt")), 5L))
                .isNull();
        assertThat(fault(schemas.of(Set.of("shop.Unknown")), 5L))
                .isEqualTo("found a payload whose type is not in the inventory of the realm");
        assertThat(dynamic(INVENTORY)).isEqualTo(dynamic(INVENTORY));
        assertThat(dynamic("").schemas().of(Set.of("shop.Refusal"))).isEmpty();
    }

    /** Types that a dynamic authorizer names are compiled at their first use, because few types are used. */
    @Test
    void nothingFitsATypeThatCannotBeChecked() throws IOException {
        Files.write(folder.resolve("shop.bfbs"), BinarySchemas.chain(20_000));

        NamedSchemas schemas = dynamic(INVENTORY).schemas();

        assertThat(fault(schemas.of(Set.of("T0")), Map.of()))
                .isEqualTo("found a payload whose type the router cannot check");
    }
}
