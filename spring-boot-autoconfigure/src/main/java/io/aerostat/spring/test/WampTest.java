package io.aerostat.spring.test;

import io.aerostat.test.TestRouter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Gives the application context of a test a router of its own: the session of the application joins this router, and
 * the bean of type {@link TestRouter} makes further sessions. Used together with {@code @SpringBootTest}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(TestRouterRegistrar.class)
public @interface WampTest {
    /** The role of the application's session. */
    String role() default TestRouter.DEFAULT_ROLE;

    /** Further roles, which may do everything. */
    String[] roles() default {};

    /** The name of the realm. */
    String realm() default TestRouter.REALM;

    /** Whether the router listens on a free port; see {@link TestRouter#url}. */
    boolean listens() default false;
}
