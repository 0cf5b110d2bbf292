package io.aerostat.client.binding;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Checks the values of the parameters before a method is called. Any thread. */
@FunctionalInterface
public interface ArgumentCheck {
    /** Accepts all values. */
    ArgumentCheck NONE = (object, method, values) -> {};

    /**
     * Checks the values.
     *
     * @throws io.aerostat.client.value.ArgumentMismatch if a value is not acceptable
     */
    void check(Object object, Method method, @Nullable Object[] values);
}
