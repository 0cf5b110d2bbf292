package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A part of a configuration that starts but can never work causes a warning with its path in the file; a part that can
 * work causes no warning.
 */
class DoubtsTest {
    private static final String NODE = """
            {"version": 2, "workers": [
            {"type": "router",
            "realms": [{"name": "one", "roles": [{"name": "user", "permissions": [%s]}]},
              {"name": "two", "roles": [{"name": "guest"}]}],
            "transports": [%s]},
            {"type": "container", "components": [%s]}]}""";

    private static final String WEB = """
            {"type": "web", "id": "web", "endpoint": {"type": "tcp", "port": 8080},
            "paths": {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket", "auth": %s}}}""";

    private static final String TICKETS =
            "{\"ticket\": {\"type\": \"static\", \"principals\": {\"joe\": {\"ticket\": \"x\", \"role\": \"user\"}}}}";

    private static final String COMPONENT = """
            {"type": "class", "classname": "a.B", "realm": "%s", "transport": {"type": "websocket", "url": "%s",
            "endpoint": {"type": "tcp", "host": "127.0.0.1", "port": %s}}}""";

    @ParameterizedTest
    @Conformance("P13")
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'static','principals':{'joe':{'ticket':'x','role':'usr'}}} \
                    | ticket.principals.joe.role: found "usr" (expected a role of a realm
                    {'type':'dynamic','authenticator':'com.a'} \
                    | ticket.authenticator: found "com.a" (expected a procedure that a role of one of the realms \
                    "one", "two" may register)
                    {'type':'dynamic','authenticator':'com.a','authenticator-realm':'three'} \
                    | ticket.authenticator-realm: found "three" (expected a realm of this router: one, two)
                    {'type':'dynamic','authenticator':'com.auth.x'} \
                    | ticket.authenticator-realm: missing (expected the realm
                    {'type':'dynamic','authenticator':'com.auth.x','authenticator-realm':'one', \
                    'authenticator-role':'boss'} \
                    | ticket.authenticator-role: found "boss"
                    """)
    void aMethodByWhichNobodyCanJoin(String method, String expected) {
        String web = WEB.formatted("{\"ticket\": " + method.replace('\'', '"') + "}");

        assertThat(warnings(NODE.formatted("{\"uri\": \"com.auth.*\", \"allow\": {\"register\": true}}", web, "")))
                .singleElement()
                .asString()
                .contains("workers[0].transports[0].paths.ws.auth." + expected);
    }

    @ParameterizedTest
    @Conformance("P13")
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'caller','realm':'one','role':'user'}     |
                    {'type':'publisher','realm':'two','role':'guest'} |
                    {'type':'caller','realm':'three','role':'user'} \
                    | realm: found "three" (expected a realm of this router: one, two)
                    {'type':'publisher','realm':'two','role':'user'} \
                    | role: found "user" (expected a role of the realm "two"; nobody can join with this one)
                    {'type':'webhook','realm':'one','role':'usr','options':{'topic':'com.a'}} \
                    | role: found "usr" (expected a role of the realm "one"
                    {'type':'caller','realm':'one','auth':{'ticket': \
                    {'type':'static','principals':{'joe':{'ticket':'x','role':'usr'}}}}} \
                    | auth.ticket.principals.joe.role: found "usr" (expected a role of a realm
                    """)
    void aServiceWhoseRequestsCannotJoin(String service, String expected) {
        String web = """
                {"type": "web", "endpoint": {"type": "tcp", "port": 8080},
                "paths": {"/": {"type": "nodeinfo"}, "http": %s}}""".formatted(service.replace('\'', '"'));

        List<String> warnings = warnings(NODE.formatted("", web, ""));

        assertThat(warnings).hasSize(expected == null ? 0 : 1);
        assertThat(String.join("", warnings))
                .contains(expected == null ? "" : "workers[0].transports[0].paths.http." + expected);
    }

    @Test
    void aDynamicAuthenticatorThatARoleOfItsRealmMayRegisterIsFine() {
        String web = WEB.formatted("{\"ticket\": {\"type\": \"dynamic\", \"authenticator\": \"com.auth.x\", "
                + "\"authenticator-realm\": \"one\"}}");

        assertThat(warnings(NODE.formatted("{\"uri\": \"com.auth.*\", \"allow\": {\"register\": true}}", web, "")))
                .isEmpty();
    }

    @Test
    void noRealmHasTheRoleOfThoseWhoDoNotAuthenticate() {
        String raw = "{\"type\": \"rawsocket\", \"endpoint\": {\"type\": \"tcp\", \"port\": 8081}}";

        assertThat(warnings(NODE.formatted("", raw, "")))
                .singleElement()
                .asString()
                .startsWith("file:5:16: workers[0].transports[0]: found no \"auth\" "
                        + "and no realm with the role \"anonymous\"");
    }

    @Test
    void aStarBesideAMatchMatchesItselfOnly() {
        String rule = "{\"uri\": \"com.*\", \"match\": \"prefix\", \"allow\": {\"call\": true}}";

        assertThat(warnings(NODE.formatted(rule, WEB.formatted(TICKETS), "")))
                .singleElement()
                .asString()
                .contains("permissions[0].uri: found \"com.*\" (expected no star");
    }

    @ParameterizedTest
    @Conformance("P13")
    @CsvSource(delimiter = '|', textBlock = """
                    one | ws://localhost:8080/ws | 8080  |
                    one | ws://localhost:8080/ws | "web" |
                    one | ws://localhost:8080/ws | 8090  | transport.endpoint.port: found port 8090 (expected one on \
                    which a transport of this node listens)
                    one | ws://localhost:8080/up | 8080  | transport.url: found the path "/up"
                    one | ws://localhost:8080/   | "web" | transport.url: found the path "/"
                    six | ws://localhost:8080/ws | 8080  | realm: found "six" (expected a realm of the router that \
                    the transport "web" belongs to: one, two)
                    """)
    void aComponentThatCannotReachItsRouter(String realm, String url, String port, String expected) {
        List<String> warnings =
                warnings(NODE.formatted("", WEB.formatted(TICKETS), COMPONENT.formatted(realm, url, port)));

        assertThat(warnings).hasSize(expected == null ? 0 : 1);
        assertThat(String.join("", warnings)).contains(expected == null ? "" : "workers[1].components[0]." + expected);
    }

    @Test
    void aSecureUrlAtAPortWithoutTls() {
        String component = "{\"type\": \"class\", \"classname\": \"a.B\", \"realm\": \"one\", "
                + "\"transport\": {\"type\": \"websocket\","
                + " \"url\": \"wss://localhost:8080/ws\"}}";

        assertThat(warnings(NODE.formatted("", WEB.formatted(TICKETS), component)))
                .singleElement()
                .asString()
                .contains("workers[1].components[0].transport.url: found TLS (expected none");
    }

    @Test
    void aRouterOnAnotherMachineIsNotKnown() {
        String component = COMPONENT.formatted("any", "ws://example.com/x", 9).replace("127.0.0.1", "example.com");

        assertThat(warnings(NODE.formatted("", WEB.formatted(TICKETS), component)))
                .isEmpty();
    }

    private static List<String> warnings(String text) {
        ConfigurationFile file = ConfigurationFile.read(
                "file", text, new Surroundings(Path.of("src/test/resources"), name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        assertThat(file.configuration()).isPresent();
        return file.warningLines();
    }
}
