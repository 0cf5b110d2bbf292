package io.aerostat.client.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter takes the keyword argument of this name. If the caller did not send this keyword argument, the
 * parameter takes the positional argument at its own position.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Arg {
    /** The name of the keyword argument. */
    String value();
}
