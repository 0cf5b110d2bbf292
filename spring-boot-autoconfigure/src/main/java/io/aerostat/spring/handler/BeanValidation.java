package io.aerostat.spring.handler;

import io.aerostat.client.binding.ArgumentCheck;
import io.aerostat.client.value.ArgumentMismatch;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;

/** Checks arguments by the constraints of Bean Validation at the parameters and their types. Any thread. */
public final class BeanValidation implements ArgumentCheck {
    private final Validator validator;

    /** Creates a check by a validator. */
    public BeanValidation(Validator validator) {
        this.validator = validator;
    }

    @Override
    public void check(Object object, Method method, @Nullable Object[] values) {
        Object target = AopProxyUtils.getSingletonTarget(object);
        Set<ConstraintViolation<Object>> violations =
                validator.forExecutables().validateParameters(target == null ? object : target, method, values);
        if (!violations.isEmpty()) {
            throw new ArgumentMismatch(
                    violations.stream().map(BeanValidation::text).sorted().collect(Collectors.joining("; ")));
        }
    }

    /** Returns the path below the method, and what was expected. Leaves out the value, which may be confidential. */
    private static String text(ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder();
        Iterator<jakarta.validation.Path.Node> nodes =
                violation.getPropertyPath().iterator();
        nodes.next(); // the method
        while (nodes.hasNext()) {
            jakarta.validation.Path.Node node = nodes.next();
            path.append(path.isEmpty() ? "" : ".").append(node);
        }
        return path + ": " + violation.getMessage();
    }
}
