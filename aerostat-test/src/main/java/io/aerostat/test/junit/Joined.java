package io.aerostat.test.junit;

import io.aerostat.test.TestRouter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the session that a parameter of a test takes. The session ends with the test. A parameter without this
 * annotation gets a session in the role {@link TestRouter#DEFAULT_ROLE}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Joined {
    /** The role of the session: a role of the realm, or {@code trusted}. */
    String role() default TestRouter.DEFAULT_ROLE;

    /** The authid of the session; if empty, a random one. */
    String authid() default "";
}
