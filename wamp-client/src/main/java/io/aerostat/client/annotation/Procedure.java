package io.aerostat.client.annotation;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that answers the calls of a procedure. Its parameters are the positional arguments in order; one with {@link Arg}, or whose name is known to
 * the class file and is that of a keyword argument, takes that one. A parameter of type {@link io.aerostat.client.rpc.Invocation} or
 * {@link io.aerostat.client.value.Arguments} takes the whole. What it returns or throws is treated as by
 * {@link io.aerostat.client.rpc.InvocationHandler}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Procedure {
    /** The URI, or a pattern. */
    String value();

    MatchPolicy match() default MatchPolicy.EXACT;

    InvocationPolicy invoke() default InvocationPolicy.SINGLE;

    /** Calls in flight at the most, 0 for no bound. */
    int concurrency() default 0;

    /** Whether invocations start one after the other. */
    boolean inOrder() default true;

    /** Whether the callers are wanted to be disclosed. */
    boolean discloseCaller() default false;
}
