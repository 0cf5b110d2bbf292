package io.aerostat.node.architecture;

import java.io.IOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renders the API of a module as text: each public type of its exported packages with its public and protected members,
 * sorted.
 *
 * <p>Types of this project and of the JDK have their simple names, unless two types of this project share one; all
 * other types have their full names. The listing leaves out the members that all records and enums have (accessors,
 * {@code equals}, {@code values}), and the modifiers that all members of interfaces have.
 */
final class ApiListing {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals(Object)", "hashCode()", "toString()");
    private static final Set<String> OF_EVERY_ENUM = Set.of("values()", "valueOf(String)");

    private final Set<String> exported;
    private final Set<String> sharedNames;
    private final StringBuilder text = new StringBuilder();

    /**
     * The line of a member, below the line of its type. Lines are sorted by the member's name, not by its modifiers.
     */
    private record Member(String name, String line) {}

    private ApiListing(List<String> exported, Set<String> sharedNames) {
        this.exported = Set.copyOf(exported);
        this.sharedNames = sharedNames;
    }

    /** Renders the API of a module. */
    static String of(ApiModule module) throws IOException, ClassNotFoundException {
        List<String> packages = module.exportedPackages();
        ApiListing listing = new ApiListing(packages, namesOfSeveralTypes());
        for (String name : packages) {
            listing.text.append("package ").append(name).append('\n');
            for (Class<?> type : module.typesOf(name)) {
                listing.text.append('\n');
                listing.add(type, "");
            }
            listing.text.append('\n');
        }
        return listing.text.toString().stripTrailing() + "\n";
    }

    private static Set<String> namesOfSeveralTypes() throws IOException, ClassNotFoundException {
        Map<String, Integer> uses = new HashMap<>();
        for (ApiModule module : ApiModule.values()) {
            for (String name : module.exportedPackages()) {
                module.typesOf(name).forEach(type -> uses.merge(type.getSimpleName(), 1, Integer::sum));
            }
        }
        uses.values().removeIf(count -> count == 1);
        return uses.keySet();
    }

    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void add(Class<?> type, String indent) {
        text.append(indent).append(declaration(type)).append('\n');
        String inner = indent + "    ";
        List<Member> members = new ArrayList<>();
        if (type.isEnum()) {
            Stream.of(type.getEnumConstants())
                    .forEach(constant -> text.append(inner)
                            .append(((Enum<?>) constant).name())
                            .append('\n'));
        }
        // Members that a class inherits from a class that is not exported belong to the API of the inheriting class.
        for (Class<?> level = type;
                level != null && (level == type || isHidden(level));
                level = level.getSuperclass()) {
            addFields(level, members);
            addMethods(type, level, members);
        }
        addConstructors(type, members);
        members.stream()
                .sorted(Comparator.comparing(Member::name).thenComparing(Member::line))
                .map(Member::line)
                .distinct()
                .forEach(line -> text.append(inner).append(line).append('\n'));
        Stream.of(type.getDeclaredClasses())
                .filter(nested -> isVisible(nested.getModifiers()) && !nested.isSynthetic())
                .sorted(Comparator.comparing(Class::getSimpleName))
                .forEach(nested -> add(nested, inner));
    }

    private boolean isHidden(Class<?> type) {
        return !type.getName().startsWith("java.")
                && !(Modifier.isPublic(type.getModifiers()) && exported.contains(type.getPackageName()));
    }

    private void addFields(Class<?> type, List<Member> members) {
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic() && !field.isEnumConstant()) {
                members.add(new Member(
                        field.getName(),
                        modifiers(field.getModifiers(), Modifier.fieldModifiers() & ~ofEveryMember(type))
                                + name(field.getAnnotatedType()) + " " + field.getName()));
            }
        }
    }

    private static int ofEveryMember(Class<?> type) {
        return type.isInterface() ? Modifier.PUBLIC | Modifier.ABSTRACT : 0;
    }

    private void addConstructors(Class<?> type, List<Member> members) {
        Class<?>[] components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new)
                : null;
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            boolean canonical = Arrays.equals(constructor.getParameterTypes(), components);
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic() && !canonical) {
                members.add(new Member(
                        "",
                        modifiers(constructor.getModifiers(), Modifier.constructorModifiers())
                                + typeParameters(constructor.getTypeParameters())
                                + type.getSimpleName()
                                + parameters(constructor)));
            }
        }
    }

    private void addMethods(Class<?> type, Class<?> level, List<Member> members) {
        for (Method method : level.getDeclaredMethods()) {
            if (!isVisible(method.getModifiers()) || method.isSynthetic() || method.isBridge()) {
                continue;
            }
            String signature = method.getName()
                    + Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .collect(Collectors.joining(", ", "(", ")"));
            boolean expected = OF_EVERY_OBJECT.contains(signature)
                    || type.isEnum() && OF_EVERY_ENUM.contains(signature)
                    || type.isRecord()
                            && Arrays.stream(type.getRecordComponents())
                                    .anyMatch(
                                            component -> component.getAccessor().equals(method));
            if (!expected) {
                String defaultValue =
                        method.getDefaultValue() == null ? "" : " default " + value(method.getDefaultValue());
                int hidden = Modifier.SYNCHRONIZED | ofEveryMember(level);
                members.add(new Member(
                        method.getName(),
                        (method.isDefault() ? "default " : "")
                                + modifiers(method.getModifiers(), Modifier.methodModifiers() & ~hidden)
                                + typeParameters(method.getTypeParameters()) + name(method.getAnnotatedReturnType())
                                + " " + method.getName() + parameters(method) + defaultValue));
            }
        }
    }

    private static String value(Object value) {
        return value instanceof Object[] array ? Arrays.deepToString(array) : "\"" + value + "\"";
    }

    private String declaration(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        int hidden = type.isInterface() ? Modifier.ABSTRACT | Modifier.INTERFACE | Modifier.STATIC : 0;
        if (type.isEnum() || type.isRecord()) {
            hidden |= Modifier.FINAL | Modifier.STATIC | Modifier.ABSTRACT;
        }
        String declaration = modifiers(type.getModifiers() & ~hidden, ~0)
                + (type.isSealed() && !type.isEnum() ? "sealed " : "")
                + kind + " " + type.getSimpleName()
                + typeParameters(type.getTypeParameters()).stripTrailing();
        if (type.isRecord()) {
            declaration += Arrays.stream(type.getRecordComponents())
                    .map(component -> name(component.getAnnotatedType()) + " " + component.getName())
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        AnnotatedType superclass = type.getAnnotatedSuperclass();
        if (superclass != null
                && !type.isEnum()
                && !type.isRecord()
                && type.getSuperclass() != Object.class
                && !isHidden(type.getSuperclass())) {
            declaration += " extends " + name(superclass);
        }
        List<String> interfaces = Arrays.stream(type.getAnnotatedInterfaces())
                .map(this::name)
                .sorted()
                .toList();
        if (!interfaces.isEmpty() && !type.isAnnotation()) {
            declaration += (type.isInterface() ? " extends " : " implements ") + String.join(", ", interfaces);
        }
        return declaration;
    }

    private static String modifiers(int modifiers, int mask) {
        String named = Modifier.toString(modifiers & mask);
        return named.isEmpty() ? "" : named + " ";
    }

    private String typeParameters(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> variable.getName()
                        + Arrays.stream(variable.getAnnotatedBounds())
                                .filter(bound -> bound.getType() != Object.class || isNullable(bound))
                                .map(this::name)
                                .reduce((one, other) -> one + " & " + other)
                                .map(bounds -> " extends " + bounds)
                                .orElse(""))
                .collect(Collectors.joining(", ", "<", "> "));
    }

    private String parameters(Executable executable) {
        List<String> types = new ArrayList<>();
        AnnotatedType[] parameters = executable.getAnnotatedParameterTypes();
        for (int i = 0; i < parameters.length; i++) {
            boolean variable = executable.isVarArgs() && i == parameters.length - 1;
            types.add(
                    variable
                            ? name(((AnnotatedArrayType) parameters[i]).getAnnotatedGenericComponentType()) + "..."
                            : name(parameters[i]));
        }
        String thrown = Arrays.stream(executable.getAnnotatedExceptionTypes())
                .map(this::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return types.stream().collect(Collectors.joining(", ", "(", ")"))
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static boolean isNullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private String name(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            String brackets = isNullable(type) ? " @Nullable []" : "[]";
            return name(array.getAnnotatedGenericComponentType()) + brackets;
        }
        return (isNullable(type) ? "@Nullable " : "") + plainName(type);
    }

    private String plainName(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
            return Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                    .map(this::name)
                    .collect(Collectors.joining(", ", name(raw) + "<", ">"));
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            if (wildcard.getAnnotatedLowerBounds().length > 0) {
                return "? super " + name(wildcard.getAnnotatedLowerBounds()[0]);
            }
            AnnotatedType bound = wildcard.getAnnotatedUpperBounds()[0];
            return bound.getType() == Object.class && !isNullable(bound) ? "?" : "? extends " + name(bound);
        }
        return type.getType() instanceof Class<?> raw
                ? name(raw)
                : type.getType().getTypeName();
    }

    private String name(Class<?> type) {
        String name = type.getCanonicalName();
        if (type.isPrimitive()) {
            return name;
        }
        String home = type.getPackageName();
        String simple = name.substring(home.length() + 1);
        boolean clear = home.startsWith("java.") || home.startsWith("io.aerostat.") && !sharedNames.contains(simple);
        return clear ? simple : name;
    }
}
