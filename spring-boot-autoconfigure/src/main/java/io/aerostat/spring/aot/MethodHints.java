package io.aerostat.spring.aot;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.annotation.WampError;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;

/** Registers the classes that handler methods and methods of contracts need for reflection. */
final class MethodHints {
    private static final String CLIENT = "io.aerostat.client.";

    private final BindingReflectionHintsRegistrar values = new BindingReflectionHintsRegistrar();
    private final ReflectionHints hints;

    MethodHints(ReflectionHints hints) {
        this.hints = hints;
    }

    /** Registers a contract with all of its procedures, topics and errors. */
    void addContract(Class<?> contract) {
        hints.registerType(contract, MemberCategory.INVOKE_PUBLIC_METHODS);
        Arrays.stream(contract.getMethods())
                .filter(method ->
                        method.isAnnotationPresent(Procedure.class) || method.isAnnotationPresent(Topic.class))
                .forEach(this::addMethod);
        Contract declared = contract.getAnnotation(Contract.class);
        if (declared != null) {
            Arrays.stream(declared.errors()).forEach(this::addError);
        }
    }

    /** Registers a method, the types of its arguments and its result, and the exceptions that represent errors. */
    void addMethod(Method method) {
        hints.registerMethod(method, ExecutableMode.INVOKE);
        Stream.concat(Arrays.stream(method.getGenericParameterTypes()), Stream.of(method.getGenericReturnType()))
                .filter(MethodHints::isOfApplication)
                .forEach(type -> values.registerReflectionHints(hints, type));
        Arrays.stream(method.getExceptionTypes())
                .filter(thrown -> thrown.isAnnotationPresent(WampError.class))
                .forEach(this::addError);
    }

    /** Checks whether Jackson may map values of this type; the types of the client, such as events, are not values. */
    private static boolean isOfApplication(Type type) {
        return !(type instanceof Class<?> plain) || !plain.getName().startsWith(CLIENT);
    }

    private void addError(Class<?> thrown) {
        hints.registerType(thrown, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
