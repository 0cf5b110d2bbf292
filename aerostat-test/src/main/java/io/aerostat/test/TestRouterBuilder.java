package io.aerostat.test;

import io.aerostat.client.value.JacksonMapping;
import io.aerostat.client.value.ObjectMapping;
import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.realm.RealmOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Collects the options of a {@link TestRouter}. One builder can start several routers. Not thread-safe. */
public final class TestRouterBuilder {
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private String realm = TestRouter.REALM;
    private RealmOptions options = RealmOptions.DEFAULT;
    private Optional<Access> access = Optional.empty();
    private Consumer<RouterBuilder> more = router -> {};
    private ObjectMapping mapping = JacksonMapping.DEFAULT;

    TestRouterBuilder() {
        role(Role.allowingAll(TestRouter.DEFAULT_ROLE));
    }

    /** Sets the name of the realm. */
    public TestRouterBuilder realm(String name) {
        this.realm = name;
        return this;
    }

    /** Adds a role that may do everything, or replaces the role with this name. */
    public TestRouterBuilder role(String name) {
        return role(Role.allowingAll(name));
    }

    /** Adds a role with its permissions, or replaces the role of the same name. */
    public TestRouterBuilder role(Role role) {
        roles.put(role.name(), role);
        return this;
    }

    /** Sets the options of the realm. */
    public TestRouterBuilder options(RealmOptions behaviour) {
        this.options = behaviour;
        return this;
    }

    /** Listens for WebSocket on a free port of 127.0.0.1, for anonymous clients. */
    public TestRouterBuilder listening() {
        return listening(Access.ANONYMOUS);
    }

    /** Listens for WebSocket on a free port of 127.0.0.1. Clients authenticate by one of the given methods. */
    public TestRouterBuilder listening(Access authentication) {
        this.access = Optional.of(authentication);
        return this;
    }

    /** Sets options of the router for which this class has no method. The consumer is called at each start. */
    public TestRouterBuilder router(Consumer<RouterBuilder> options) {
        this.more = options;
        return this;
    }

    /** Sets how the sessions of the test read and write records, POJOs and other objects. */
    public TestRouterBuilder objectMapping(ObjectMapping rules) {
        this.mapping = rules;
        return this;
    }

    /** Starts a router; returns when sessions can join. */
    public TestRouter start() {
        RouterBuilder builder = Router.builder().eventLoops(1).realm(realm, definition -> {
            definition.options(options);
            roles.values().forEach(definition::role);
        });
        access.ifPresent(given -> builder.listen(Listener.webSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), given)));
        more.accept(builder);
        Router router = builder.start();
        TestRouter.await(router.ready());
        return new TestRouter(router, realm, Set.copyOf(roles.keySet()), mapping);
    }
}
