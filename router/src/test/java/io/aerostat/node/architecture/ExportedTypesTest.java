package io.aerostat.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.bridge.BridgedConnection;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that every module that can call a method of the API can also use the types in the method's signature. The lint
 * {@code exports} of javac warns about other types.
 */
class ExportedTypesTest {
    /** Packages of modules that the required modules require transitively, or whose names are not those of packages. */
    private static final List<String> OF_LIBRARIES =
            List.of("tools.jackson.core", "io.micrometer.core", "io.micrometer.prometheusmetrics");

    /** Only modules of this project get objects of this type, and other types are exported to these modules. */
    private static final Class<?> OF_THIS_PROJECT = BridgedConnection.class;

    private final Set<Type> seen = new HashSet<>();
    private final Set<String> hidden = new TreeSet<>();
    private final List<String> visiblePackages = new ArrayList<>();
    private final List<String> visibleModules = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void theApiNamesNoTypeThatIsNotExported(ApiModule module) throws Exception {
        for (ApiModule each : ApiModule.values()) {
            visiblePackages.addAll(each.exportedPackages());
        }
        visibleModules.addAll(OF_LIBRARIES);
        visibleModules.addAll(module.transitiveModules());

        for (String exported : module.exportedPackages()) {
            for (Class<?> type : module.typesOf(exported)) {
                look(type);
            }
        }

        assertThat(seen).isNotEmpty();
        assertThat(hidden).as("types that are named, but not exported").isEmpty();
    }

    private void look(Class<?> type) {
        if (type == OF_THIS_PROJECT) {
            return;
        }
        Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                .filter(member -> ApiListing.isVisible(member.getModifiers()) && !member.isSynthetic())
                .filter(member -> !List.of(member.getParameterTypes()).contains(OF_THIS_PROJECT))
                .forEach(member -> look(type, member));
        for (Field field : type.getDeclaredFields()) {
            if (ApiListing.isVisible(field.getModifiers())) {
                check(type + "." + field.getName(), field.getGenericType());
            }
        }
        Stream.of(type.getDeclaredClasses())
                .filter(nested -> ApiListing.isVisible(nested.getModifiers()))
                .forEach(this::look);
    }

    private void look(Class<?> type, Executable member) {
        String place = type + "." + member.getName();
        check(place, member.getAnnotatedReturnType().getType());
        for (Type parameter : member.getGenericParameterTypes()) {
            check(place, parameter);
        }
        for (Type thrown : member.getGenericExceptionTypes()) {
            check(place, thrown);
        }
        for (TypeVariable<?> variable : member.getTypeParameters()) {
            check(place, variable);
        }
    }

    private void check(String place, Type type) {
        if (type instanceof Class<?> plain) {
            seen.add(plain);
            Class<?> element = plain;
            while (element.isArray()) {
                element = element.getComponentType();
            }
            if (!isVisible(element)) {
                hidden.add(place + ": " + element.getName());
            }
        } else if (seen.add(type)) {
            parts(type).forEach(part -> check(place, part));
        }
    }

    private static Stream<Type> parts(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.concat(
                    Stream.of(parameterized.getRawType()), Stream.of(parameterized.getActualTypeArguments()));
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(Stream.of(wildcard.getLowerBounds()), Stream.of(wildcard.getUpperBounds()));
        }
        if (type instanceof TypeVariable<?> variable) {
            return Stream.of(variable.getBounds());
        }
        return Stream.of(((GenericArrayType) type).getGenericComponentType());
    }

    private boolean isVisible(Class<?> type) {
        String home = type.getPackageName();
        return type.isPrimitive()
                || home.startsWith("java.")
                || home.startsWith("javax.")
                || visiblePackages.contains(home)
                || visibleModules.stream().anyMatch(module -> (home + ".").startsWith(module + "."));
    }
}
