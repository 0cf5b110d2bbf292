package io.aerostat.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an exception class that represents a WAMP error. If a handler throws the exception, the caller gets an error
 * with this URI and the message of the exception. If a method of a {@link Contract} declares the exception, a proxy
 * throws the exception when it receives an error with this URI.
 *
 * <p>A proxy needs a public constructor of the exception. A parameter without {@link Arg} is the message; a parameter
 * with {@link Arg} is a keyword argument, and the exception must have an accessor of that name.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WampError {
    /** The URI of the error. */
    String value();
}
