package io.aerostat.test.junit;

import io.aerostat.test.TestRouter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class, or one test method, with a {@link TestRouter}. Methods of the test may have parameters of
 * type {@link TestRouter} and {@link io.aerostat.client.session.Session}; see {@link Joined}. If a test fails, its
 * failure shows the last messages on the wire.
 *
 * <p>{@link WampRouterExtension#of} does the same with all options of a router.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(WampRouterExtension.class)
public @interface WampRouter {
    /** The name of the realm. */
    String realm() default TestRouter.REALM;

    /** Roles in which sessions can join, in addition to {@code anonymous}. Each role may do everything. */
    String[] roles() default {};

    /** Whether the router listens on a free port, which {@link TestRouter#url()} names. */
    boolean listens() default false;

    /** The lifetime of the router. */
    Lifetime lifetime() default Lifetime.TEST;

    /** The lifetime of the router. */
    enum Lifetime {
        /** Each test has its own router. */
        TEST,
        /** All tests of a class, including those of nested classes, have one router. */
        CLASS
    }
}
