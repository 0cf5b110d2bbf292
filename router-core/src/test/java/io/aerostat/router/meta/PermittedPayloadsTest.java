package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that a running router refuses payloads that the permission of a session does not allow, and that the sessions
 * of other roles are not affected.
 */
class PermittedPayloadsTest {
    private static final PublishOptions ACKNOWLEDGED =
            new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE);
    private static final Set<Action> ALL = Set.of(Action.values());
    private static final String LARGE = "x".repeat(10_000);

    private final Router router =
            Router.builder().eventLoops(2).realm(realm(Contracts.NONE)).start();

    /** Returns a schema that a payload fits if its first argument begins with a text. */
    private static Optional<PayloadSchema> begins(String text) {
        return Optional.of((payload, encoded) -> {
            Object first = first(payload);
            return first instanceof String found && found.startsWith(text)
                    ? null
                    : new PayloadFault("args[0]", "args[0]: found " + first + " (expected " + text + ")");
        });
    }

    private static @Nullable Object first(Payload payload) {
        return payload.isEmpty()
                ? null
                : Serializers.of(payload.serialization()).values(payload).args().get(0);
    }

    /** Returns a realm whose role "checked" has a permission with schemas, and a more specific one without. */
    private static RealmDefinition realm(Contracts contracts) {
        PermittedPayloads payloads =
                new PermittedPayloads(begins("call"), begins("result"), begins("error"), begins("event"));
        return new RealmDefinition(
                "realm1",
                RealmOptions.DEFAULT.withContracts(contracts),
                List.of(
                        Role.withPermissions(
                                "checked",
                                new Permission("com.app.", MatchPolicy.PREFIX, ALL).withPayloads(payloads),
                                new Permission("com.app.free", MatchPolicy.EXACT, ALL),
                                new Permission("wamp.", MatchPolicy.PREFIX, ALL)),
                        new Role.WithAuthorizer("asked", "com.auth.decide", types -> begins(String.join(" ", types))),
                        Role.allowingAll("unchecked")));
    }

    private LocalClient join(String role) throws InterruptedException {
        return new LocalClient(router.local("ann", role), "realm1");
    }

    private LocalClient callee(String procedure) throws InterruptedException {
        LocalClient callee = join("unchecked");
        callee.register(procedure);
        return callee;
    }

    @AfterEach
    void stop() {
        router.close(Duration.ZERO).join();
    }

    private static String text(ErrorMessage error) {
        return error.error() + " "
                + Serializers.of(Serialization.CBOR)
                        .values(error.payload())
                        .args()
                        .get(0);
    }

    /** Answers the next invocation with an ERROR. */
    private static void fail(LocalClient callee, String uri, Object argument) throws InterruptedException {
        fail(callee, callee.take(Invocation.class), uri, argument);
    }

    private static void fail(LocalClient callee, Invocation invocation, String uri, Object argument) {
        Payload payload = RouterPayload.of(new PayloadValues(List.of(argument), Map.of()));
        callee.send(new ErrorMessage(Invocation.CODE, invocation.request(), ErrorDetails.NONE, uri, payload));
    }

    @Test
    void onlyTheCallsOfTheRoleAreChecked() throws Exception {
        LocalClient callee = callee("com.app.take");
        LocalClient checked = join("checked");
        LocalClient unchecked = join("unchecked");

        checked.requestCall("com.app.take", "bad");
        ErrorMessage refused = checked.take(ErrorMessage.class);
        unchecked.requestCall("com.app.take", "bad");

        assertThat(text(refused)).isEqualTo("wamp.error.invalid_argument args[0]: found bad (expected call)");
        assertThat(first(callee.take(Invocation.class).payload())).isEqualTo("bad");
    }

    /** As in Crossbar.io: the permission that allows a request also says which payloads it may have. */
    @Test
    void aMoreSpecificPermissionWithoutSchemasAllowsAnyPayload() throws Exception {
        LocalClient callee = callee("com.app.free");
        LocalClient checked = join("checked");

        checked.requestCall("com.app.free", "anything");
        callee.answer("something");

        assertThat(first(checked.take(Result.class).payload())).isEqualTo("something");
    }

    @Test
    void onlyThePublicationsOfTheRoleAreChecked() throws Exception {
        LocalClient subscriber = join("unchecked");
        subscriber.subscribe("com.app.news", MatchPolicy.EXACT);
        LocalClient checked = join("checked");

        checked.publish("com.app.news", ACKNOWLEDGED, "bad");
        ErrorMessage refused = checked.take(ErrorMessage.class);
        checked.publish("com.app.news", ACKNOWLEDGED, "event");
        checked.take(Published.class);

        assertThat(text(refused)).isEqualTo("wamp.error.invalid_argument args[0]: found bad (expected event)");
        assertThat(subscriber.event()).containsExactly("event");
        assertThat(checked.fail("wamp.session.add_testament", "com.app.news", List.of("bad"), Map.of()))
                .isEqualTo("wamp.error.invalid_argument");
        assertThat(checked.call("wamp.session.add_testament", "com.app.news", List.of("event"), Map.of()))
                .isEqualTo(PayloadValues.EMPTY);
    }

    @Test
    void resultsAreCheckedByThePermissionOfTheCaller() throws Exception {
        LocalClient callee = callee("com.app.give");
        LocalClient checked = join("checked");
        LocalClient unchecked = join("unchecked");

        checked.requestCall("com.app.give", "call");
        callee.answer("bad");
        unchecked.requestCall("com.app.give");
        callee.answer("bad");

        assertThat(text(checked.take(ErrorMessage.class)))
                .isEqualTo("wamp.error.invalid_argument result of com.app.give: args[0]: found bad (expected result)");
        assertThat(first(unchecked.take(Result.class).payload())).isEqualTo("bad");
    }

    @Test
    void errorsAreCheckedByThePermissionOfTheCaller() throws Exception {
        LocalClient callee = callee("com.app.give");
        LocalClient checked = join("checked");
        LocalClient unchecked = join("unchecked");

        checked.requestCall("com.app.give", "call");
        fail(callee, "com.app.error", "bad");
        ErrorMessage refused = checked.take(ErrorMessage.class);
        checked.requestCall("com.app.give", "call");
        fail(callee, "com.app.error", "error");
        ErrorMessage passed = checked.take(ErrorMessage.class);
        unchecked.requestCall("com.app.give");
        fail(callee, "com.app.error", "bad");

        assertThat(text(refused))
                .isEqualTo("wamp.error.invalid_argument error of com.app.give: args[0]: found bad (expected error)");
        assertThat(text(passed)).isEqualTo("com.app.error error");
        assertThat(text(unchecked.take(ErrorMessage.class))).isEqualTo("com.app.error bad");
    }

    /** While a large ERROR is checked, later answers of the callee wait. */
    @Test
    void largeErrorsAreCheckedInOrder() throws Exception {
        LocalClient callee = callee("com.app.give");
        LocalClient checked = join("checked");

        checked.requestCall("com.app.give", "call");
        checked.requestCall("com.app.give", "call");
        fail(callee, "com.app.error", "error" + LARGE);
        callee.answer("result");

        assertThat(checked.take(ErrorMessage.class).error()).isEqualTo("com.app.error");
        assertThat(first(checked.take(Result.class).payload())).isEqualTo("result");
    }

    /** The type of errors describes the callee's errors; the router's own ones always reach the caller. */
    @Test
    void anErrorOfTheRouterInPlaceOfAnAnswerIsNotChecked() throws Exception {
        LocalClient callee = callee("com.app.give");
        LocalClient checked = join("checked");

        checked.requestCall("com.app.give", "call");
        callee.send(new Yield(
                callee.take(Invocation.class).request(), YieldOptions.NONE, Payload.refused("found an odd payload")));

        assertThat(text(checked.take(ErrorMessage.class)))
                .isEqualTo("wamp.error.invalid_argument found an odd payload");
    }

    @Test
    void theErrorOfACanceledCallIsNotChecked() throws Exception {
        LocalClient callee = callee("com.app.give");
        LocalClient checked = join("checked");

        checked.requestCall("com.app.give", "call");
        Invocation invocation = callee.take(Invocation.class);
        checked.send(new Cancel(1, new CancelOptions(CancelMode.KILL)));
        callee.take(Interrupt.class);
        fail(callee, invocation, "wamp.error.canceled", "bad");

        assertThat(text(checked.take(ErrorMessage.class))).isEqualTo("wamp.error.canceled bad");
    }

    @Test
    void everyPartOfAProgressiveCallIsChecked() throws Exception {
        LocalClient callee = callee("com.app.take");
        LocalClient checked = join("checked");

        checked.send(part("call 1"));
        Object begun = first(callee.take(Invocation.class).payload());
        checked.send(part("call 2"));
        Object continued = first(callee.take(Invocation.class).payload());
        checked.send(part("bad"));

        assertThat(List.of(begun, continued)).containsExactly("call 1", "call 2");
        assertThat(text(checked.take(ErrorMessage.class)))
                .isEqualTo("wamp.error.invalid_argument args[0]: found bad (expected call)");
    }

    private static Call part(String argument) {
        return new Call(
                1,
                new CallOptions(false, true, 0, false, null, null, Passthru.NONE),
                "com.app.take",
                RouterPayload.of(new PayloadValues(List.of(argument), Map.of())));
    }

    @Test
    void aDynamicAuthorizerSaysWhichPayloadsItAllows() throws Exception {
        LocalClient authorizer = callee("com.auth.decide");
        LocalClient callee = callee("com.app.take");
        LocalClient asked = join("asked");

        asked.requestCall("com.app.take", "bad");
        authorizer.answer(Map.of("allow", true, "validate", Map.of("call", "good", "call_result", "done")));
        ErrorMessage refused = asked.take(ErrorMessage.class);
        asked.requestCall("com.app.take", "good");
        authorizer.answer(Map.of("allow", true, "validate", Map.of("call", "good", "call_result", "done")));
        callee.answer("bad");

        assertThat(text(refused)).isEqualTo("wamp.error.invalid_argument args[0]: found bad (expected good)");
        assertThat(text(asked.take(ErrorMessage.class))).endsWith("found bad (expected done)");
    }

    @Test
    void aContractComesFirst() throws Exception {
        router.realm("realm1")
                .orElseThrow()
                .update(realm(new Contracts(
                        List.of(new ProcedureContract(
                                "com.app.", MatchPolicy.PREFIX, begins("contract"), Optional.empty(), Map.of())),
                        List.of())));
        LocalClient callee = callee("com.app.take");
        LocalClient checked = join("checked");

        checked.requestCall("com.app.take", "call");
        ErrorMessage refused = checked.take(ErrorMessage.class);
        checked.requestCall("com.app.take", "contract");
        callee.answer("bad");

        assertThat(text(refused)).endsWith("found call (expected contract)");
        assertThat(text(checked.take(ErrorMessage.class))).endsWith("found bad (expected result)");
    }

    /** A realm describes the types that its permissions name, although they are no contracts. */
    @Test
    void aContractCanBeDescribedWithoutBeingChecked() {
        ProcedureContract checked = new ProcedureContract(
                "com.app.", MatchPolicy.PREFIX, begins("a"), Optional.empty(), Map.of("call", "a"));
        ProcedureContract described = new ProcedureContract(
                "com.app.take", MatchPolicy.EXACT, begins("b"), Optional.empty(), Map.of("call", "b"));
        ProcedureContract same = new ProcedureContract(
                "com.app.", MatchPolicy.PREFIX, begins("c"), Optional.empty(), Map.of("call", "c"));
        Contracts own = new Contracts(List.of(checked), List.of());

        Contracts both = own.describing(new Contracts(List.of(described, same), List.of()));

        assertThat(both.procedures()).containsExactly(checked, described);
        assertThat(both.ofCall("com.app.take")).isSameAs(checked.call().orElseThrow());
        assertThat(both.describe("com.app.take", MatchPolicy.EXACT).get("procedure"))
                .containsEntry("call", "b");
        assertThat(both.describe("com.app.take", null).get("procedure")).containsEntry("call", "a");
        assertThat(both).isNotEqualTo(own).isEqualTo(own.describing(new Contracts(List.of(described), List.of())));
    }
}
