package io.aerostat.acceptance.autobahnjava;

import io.crossbar.autobahn.wamp.auth.ChallengeResponseAuth;
import io.crossbar.autobahn.wamp.auth.TicketAuth;
import io.crossbar.autobahn.wamp.exceptions.ApplicationError;
import io.crossbar.autobahn.wamp.interfaces.IAuthenticator;
import io.crossbar.autobahn.wamp.types.CallResult;
import io.crossbar.autobahn.wamp.types.InvocationResult;
import io.crossbar.autobahn.wamp.types.PublishOptions;
import io.crossbar.autobahn.wamp.types.RegisterOptions;
import io.crossbar.autobahn.wamp.types.Registration;
import io.crossbar.autobahn.wamp.types.SubscribeOptions;
import io.crossbar.autobahn.wamp.types.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Checks Autobahn|Java with one serializer. It runs against the router, with the Java client as the other peer. */
final class Checks {
    /** One check, which fails by throwing an exception. */
    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }

    private static final PublishOptions ACKNOWLEDGED = new PublishOptions(true, true);
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final List<Object> VALUES = List.of(
            0,
            -1,
            1L << 31,
            -(1L << 40),
            (1L << 53) - 1,
            0.5,
            -1.25e100,
            true,
            "",
            "smørrebrød \u0001",
            List.of(List.of(1), Map.of("deep", List.of())),
            Map.of("a b", Map.of()));

    private final String url;
    private final String serializer;
    private final Executor executor;

    Checks(String url, String serializer, Executor executor) {
        this.url = url;
        this.serializer = serializer;
        this.executor = executor;
    }

    /** Returns the checks by their names, which are the same for all clients. */
    Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("join anonymously", () -> join("", List.of()));
        checks.put("join with a ticket", () -> join("tina", List.of(new TicketAuth("tina", "secret"))));
        checks.put("join with WAMP-CRA", () -> join("carl", List.of(new ChallengeResponseAuth("carl", "secret"))));
        checks.put("be refused with a wrong secret", this::wrongSecret);
        checks.put("call", this::call);
        checks.put("call, answered with an error", this::callWithError);
        checks.put("many calls at once", this::manyCalls);
        checks.put("be called", this::beCalled);
        checks.put("be called, answering with an error", this::beCalledWithError);
        checks.put("be canceled", this::beCanceled);
        checks.put("register patterns", this::registerPatterns);
        checks.put("share a registration", this::shareRegistration);
        checks.put("disclose the caller", this::discloseCaller);
        checks.put("publish", this::publish);
        checks.put("subscribe", this::subscribe);
        checks.put("subscribe patterns", this::subscribePatterns);
        checks.put("receive one's own event", this::ownEvent);
        checks.put("unregister and unsubscribe", this::giveUp);
        checks.put("the meta API", this::metaApi);
        return checks;
    }

    private Joined open() throws Exception {
        return Joined.open(url, serializer, executor, List.of());
    }

    private static String unique() {
        return "interop.java_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
    }

    /**
     * Fails unless two values are equal. Compares numbers by value, because each serializer of the client uses other
     * classes for numbers.
     */
    private static void same(@Nullable Object found, @Nullable Object expected) {
        if (!String.valueOf(found).equals(String.valueOf(expected))) {
            throw new IllegalStateException("found " + found + " (expected " + expected + ")");
        }
    }

    private void join(String authid, List<IAuthenticator> authenticators) throws Exception {
        try (Joined joined = Joined.open(url, serializer, executor, authenticators)) {
            if (!authid.isEmpty()) {
                // From WELCOME, the client passes only the session id to its users.
                Object me = joined.ask("wamp.session.get", joined.details.sessionID);
                same(((Map<?, ?>) me).get("authid"), authid);
            }
        }
    }

    private void wrongSecret() throws Exception {
        IAuthenticator wrong = new ChallengeResponseAuth("carl", "wrong");
        // The client reports the ABORT and the end of the connection in separate tasks, which two threads could
        // reorder.
        ExecutorService inOrder = Executors.newSingleThreadExecutor();
        try (Joined joined = Joined.open(url, serializer, inOrder, List.of(wrong))) {
            throw new AssertionError("joined with a wrong secret");
        } catch (IllegalStateException refused) {
            same(refused.getMessage(), "refused: wamp.error.not_authorized");
        } finally {
            inOrder.shutdown();
        }
    }

    private void call() throws Exception {
        try (Joined joined = open()) {
            CallResult answer = joined.call("interop.peer.echo", VALUES, Map.of("named", VALUES));
            same(answer.results, VALUES);
            same(answer.kwresults, Map.of("named", VALUES));
        }
    }

    private void callWithError() throws Exception {
        try (Joined joined = open()) {
            joined.call("interop.peer.fail", List.of(1, "two"), Map.of("three", 3));
            throw new AssertionError("found a result (expected an error)");
        } catch (ApplicationError error) {
            same(error.getMessage(), "interop.error.custom");
            same(error.args, List.of(1, "two"));
            same(error.kwargs, Map.of("three", 3));
        }
    }

    private void manyCalls() throws Exception {
        try (Joined joined = open()) {
            List<CompletableFuture<CallResult>> answers = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                answers.add(joined.session.call("interop.peer.echo", n));
            }
            for (int n = 0; n < 200; n++) {
                same(Joined.await(answers.get(n)).results, List.of(n));
            }
        }
    }

    private void beCalled() throws Exception {
        try (Joined joined = open()) {
            String uri = unique();
            joined.register(uri, (args, kwargs, details) -> {
                List<Object> more = new ArrayList<>(args);
                more.add("and");
                return new InvocationResult(more, kwargs);
            });
            Object answer = joined.ask("interop.peer.call", uri, List.of(1, "two"), Map.of("three", 3));
            same(((Map<?, ?>) answer).get("args"), List.of(1, "two", "and"));
            same(((Map<?, ?>) answer).get("kwargs"), Map.of("three", 3));
        }
    }

    private void beCalledWithError() throws Exception {
        try (Joined joined = open()) {
            String uri = unique();
            joined.register(uri, (args, kwargs, details) -> {
                throw new IllegalStateException("no");
            });
            joined.ask("interop.peer.call", uri, List.of(7), Map.of());
            throw new AssertionError("found a result (expected an error)");
        } catch (ApplicationError error) {
            same(error.getMessage(), "wamp.error.runtime_error");
        }
    }

    private void beCanceled() throws Exception {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        try (Joined joined = open();
                Joined other = open()) {
            String uri = unique();
            String token = unique();
            joined.register(uri, (args, kwargs, details) -> {
                other.session.call("interop.peer.reached", args.get(0));
                over.join();
                return new InvocationResult("too late");
            });
            CallResult outcome = other.call(
                    "interop.peer.call_and_cancel", List.of(uri, List.of(token)), Map.of("mode", "killnowait"));
            same(outcome.results, List.of("wamp.error.canceled"));
            over.complete(true);
        }
    }

    private void registerPatterns() throws Exception {
        try (Joined joined = open()) {
            String base = unique();
            for (String match : List.of("prefix", "wildcard")) {
                joined.register(
                        match.equals("prefix") ? base + ".prefix" : base + "..wild",
                        // The client passes the pattern of the registration to its handler, not the called URI.
                        (args, kwargs, details) -> new InvocationResult(List.of(match)),
                        new RegisterOptions(match, RegisterOptions.INVOKE_SINGLE));
            }
            for (String[] each :
                    new String[][] {{"prefix", base + ".prefix.and.more"}, {"wildcard", base + ".any.wild"}}) {
                Map<?, ?> answer = (Map<?, ?>) joined.ask("interop.peer.call", each[1], List.of(), Map.of());
                same(answer.get("args"), List.of(each[0]));
            }
        }
    }

    private void shareRegistration() throws Exception {
        try (Joined one = open();
                Joined two = open()) {
            String uri = unique();
            for (Joined each : List.of(one, two)) {
                String name = each == one ? "one" : "two";
                each.register(
                        uri,
                        (args, kwargs, details) -> new InvocationResult(List.of(name)),
                        new RegisterOptions(RegisterOptions.MATCH_EXACT, RegisterOptions.INVOKE_ROUNDROBIN));
            }
            List<Object> names = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Map<?, ?> answer = (Map<?, ?>) one.ask("interop.peer.call", uri, List.of(), Map.of());
                names.addAll((List<?>) answer.get("args"));
            }
            same(names, List.of("one", "two", "one", "two"));
        }
    }

    private void discloseCaller() throws Exception {
        try (Joined joined = open()) {
            same(joined.ask("interop.peer.caller"), joined.details.sessionID);
        }
    }

    private void publish() throws Exception {
        try (Joined joined = open()) {
            String topic = "interop.heard." + unique();
            Joined.await(joined.session.publish(topic, VALUES, Map.of("named", VALUES), ACKNOWLEDGED));
            Map<?, ?> event = (Map<?, ?>) joined.ask("interop.peer.heard", topic);
            same(event.get("args"), VALUES);
            same(event.get("kwargs"), Map.of("named", VALUES));
        }
    }

    private void subscribe() throws Exception {
        try (Joined joined = open()) {
            String topic = unique();
            CompletableFuture<List<Object>> heard = new CompletableFuture<>();
            joined.subscribe(topic, (args, kwargs, details) -> heard.complete(List.of(args, kwargs)));
            joined.ask("interop.peer.publish", topic, VALUES, Map.of("named", VALUES));
            same(Joined.await(heard), List.of(VALUES, Map.of("named", VALUES)));
        }
    }

    private void subscribePatterns() throws Exception {
        try (Joined joined = open()) {
            String base = unique();
            CompletableFuture<String> prefix = new CompletableFuture<>();
            CompletableFuture<String> wildcard = new CompletableFuture<>();
            joined.subscribe(
                    base + ".prefix",
                    (args, kwargs, details) -> prefix.complete(details.topic),
                    new SubscribeOptions("prefix", true, false));
            joined.subscribe(
                    base + "..wild",
                    (args, kwargs, details) -> wildcard.complete(details.topic),
                    new SubscribeOptions("wildcard", true, false));
            joined.ask("interop.peer.publish", base + ".prefix.x", List.of(), Map.of());
            joined.ask("interop.peer.publish", base + ".any.wild", List.of(), Map.of());
            same(Joined.await(prefix), base + ".prefix.x");
            same(Joined.await(wildcard), base + ".any.wild");
        }
    }

    private void ownEvent() throws Exception {
        try (Joined joined = open()) {
            String topic = unique();
            CompletableFuture<Object> heard = new CompletableFuture<>();
            joined.subscribe(topic, (args, kwargs, details) -> heard.complete(args.get(0)));
            Joined.await(joined.session.publish(topic, List.of("not for me"), Map.of(), ACKNOWLEDGED));
            Joined.await(joined.session.publish(topic, List.of("for me"), Map.of(), new PublishOptions(true, false)));
            same(Joined.await(heard), "for me");
        }
    }

    private void giveUp() throws Exception {
        try (Joined joined = open()) {
            String uri = unique();
            String topic = unique();
            Registration registration = joined.register(uri, (args, kwargs, details) -> new InvocationResult("here"));
            Joined.await(registration.unregister());
            Subscription subscription = joined.subscribe(topic, (args, kwargs, details) -> {});
            Joined.await(subscription.unsubscribe());
            same(
                    joined.call("wamp.subscription.lookup", List.of(topic), Map.of())
                            .results
                            .get(0),
                    null);
            try {
                joined.ask("interop.peer.call", uri, List.of(), Map.of());
                throw new AssertionError("found a result (expected an error)");
            } catch (ApplicationError error) {
                same(error.getMessage(), "wamp.error.no_such_procedure");
            }
        }
    }

    private void metaApi() throws Exception {
        try (Joined joined = open()) {
            CompletableFuture<Object> told = new CompletableFuture<>();
            joined.subscribe(
                    "wamp.session.on_join",
                    (args, kwargs, details) -> told.complete(((Map<?, ?>) args.get(0)).get("session")));
            try (Joined other = open()) {
                same(Joined.await(told), other.details.sessionID);
                Map<?, ?> found = (Map<?, ?>) joined.ask("wamp.session.get", other.details.sessionID);
                same(found.get("authrole"), "member");
            }
        }
    }
}
