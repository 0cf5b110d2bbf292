package io.aerostat.test.junit;

import io.aerostat.client.session.Session;
import io.aerostat.test.NotReceived;
import io.aerostat.test.TestRouter;
import io.aerostat.test.TestRouterBuilder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts and ends the {@link TestRouter} of a test. {@link WampRouter} registers this extension. A field with
 * {@code @RegisterExtension} can hold an extension with further options: a static field gives the tests of the class
 * one router, and an instance field gives each test a router of its own. Called by JUnit.
 *
 * <pre>{@code
 * @RegisterExtension
 * final WampRouterExtension router = WampRouterExtension.of(TestRouter.builder().role(visitors));
 * }</pre>
 */
public final class WampRouterExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    /** The key of a router in the store of the test or class that it serves. */
    private static final String ROUTER = "router";
    /** The key of the sessions in the store of the test or class that has the sessions as parameters. */
    private static final String SESSIONS = "sessions";

    private final Namespace namespace = Namespace.create(WampRouterExtension.class, this);
    private final @Nullable TestRouterBuilder builder;

    /** Called by JUnit for {@link WampRouter}. */
    WampRouterExtension() {
        this.builder = null;
    }

    private WampRouterExtension(TestRouterBuilder builder) {
        this.builder = builder;
    }

    /** Returns an extension for a field with {@code @RegisterExtension}. */
    public static WampRouterExtension of(TestRouterBuilder builder) {
        return new WampRouterExtension(builder);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // JUnit calls this method of a field's extension only if the field is static.
        if (router(context).isEmpty() && (builder != null || lifetime(context) == WampRouter.Lifetime.CLASS)) {
            start(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (router(context).isEmpty()) {
            start(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private void start(ExtensionContext context) {
        TestRouterBuilder given = builder;
        TestRouterBuilder chosen = given == null ? annotated(context) : given;
        context.getStore(namespace).put(ROUTER, chosen.start());
    }

    /** Ends the sessions and the router of this test or class, but not the router of an enclosing class. */
    private void end(ExtensionContext context) {
        Optional.ofNullable(context.getStore(namespace).remove(SESSIONS, JoinedSessions.class))
                .ifPresent(JoinedSessions::leave);
        Optional.ofNullable(context.getStore(namespace).remove(ROUTER, TestRouter.class))
                .ifPresent(TestRouter::close);
    }

    private static TestRouterBuilder annotated(ExtensionContext context) {
        WampRouter router = annotation(context)
                .orElseThrow(() -> new IllegalStateException(context.getDisplayName()
                        + ": @WampRouter is missing (expected with @ExtendWith(WampRouterExtension.class))"));
        TestRouterBuilder builder = TestRouter.builder().realm(router.realm());
        for (String role : router.roles()) {
            builder.role(role);
        }
        return router.listens() ? builder.listening() : builder;
    }

    private static WampRouter.Lifetime lifetime(ExtensionContext context) {
        return annotation(context).map(WampRouter::lifetime).orElse(WampRouter.Lifetime.TEST);
    }

    /** Returns the annotation of the test method, or of the innermost class around it. */
    private static Optional<WampRouter> annotation(ExtensionContext context) {
        Optional<WampRouter> found =
                context.getTestMethod().flatMap(method -> AnnotationSupport.findAnnotation(method, WampRouter.class));
        Class<?> type = context.getTestClass().orElse(null);
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findAnnotation(type, WampRouter.class);
            type = type.getEnclosingClass();
        }
        return found;
    }

    private Optional<TestRouter> router(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(namespace).get(ROUTER, TestRouter.class));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestRouter.class || type == Session.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestRouter router = router(context).orElseThrow(() -> new ParameterResolutionException(missing(parameter)));
        if (parameter.getParameter().getType() == TestRouter.class) {
            return router;
        }
        Session session = join(router, parameter.findAnnotation(Joined.class).orElse(null));
        JoinedSessions sessions = context.getStore(namespace).get(SESSIONS, JoinedSessions.class);
        if (sessions == null || !sessions.belongTo(context)) {
            sessions = new JoinedSessions(context);
            context.getStore(namespace).put(SESSIONS, sessions);
        }
        sessions.add(session);
        return session;
    }

    private static Session join(TestRouter router, @Nullable Joined joined) {
        try {
            return joined == null
                    ? router.join()
                    : router.join(joined.role(), joined.authid().isEmpty() ? null : joined.authid());
        } catch (IllegalArgumentException e) {
            throw new ParameterResolutionException(
                    e.getMessage() + ": add the role with @WampRouter(roles = …) or TestRouterBuilder.role", e);
        }
    }

    private static String missing(ParameterContext parameter) {
        String what = "found a parameter of type "
                + parameter.getParameter().getType().getSimpleName() + " of ";
        if (parameter.getDeclaringExecutable() instanceof Constructor) {
            return what + "a constructor (expected a parameter of a method, because the router starts later)";
        }
        return what + ((Method) parameter.getDeclaringExecutable()).getName() + ", but each test has its own router"
                + " (expected a method that runs for each test, or @WampRouter(lifetime = CLASS))";
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    private Throwable explained(ExtensionContext context, Throwable failure) {
        if (!(failure instanceof NotReceived)) {
            router(context).ifPresent(router -> failure.addSuppressed(new LastMessages(router.wire())));
        }
        return failure;
    }
}
