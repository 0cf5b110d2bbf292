package io.aerostat.node.run;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.PythonName;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.node.config.Origins;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticatorFunction;
import io.aerostat.router.authentication.AuthenticatorLoader;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the authenticators of a router worker that are Java classes on its class path. Closed with the worker. */
final class AuthenticatorFunctions implements AuthenticatorLoader, AutoCloseable {
    private static final String PYTHON =
            "if it is a Python authenticator: run it as a guest and name its procedure with \"type\": \"dynamic\", "
                    + "see docs/crossbar.md";

    private final ClassPath classPath;
    private final URLClassLoader loader;
    private volatile Origins origins;

    /** @param origins where the classes are configured */
    AuthenticatorFunctions(NativeOptions options, Origins origins) {
        this.origins = origins;
        this.classPath = new ClassPath(options.folder(), options.classpath());
        this.loader = new URLClassLoader(
                "authenticators", urls(classPath.lookup().files()), AuthenticatorFunctions.class.getClassLoader());
    }

    /** Replaces the places of the classes in the file, after the file was read again. */
    void origins(Origins replacement) {
        origins = replacement;
    }

    private static URL[] urls(List<Path> files) {
        return files.stream()
                .map(file -> {
                    try {
                        return file.toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalArgumentException("class path: found " + file + " (expected a file)", e);
                    }
                })
                .toArray(URL[]::new);
    }

    /**
     * Creates an authenticator with the constructor that takes its {@code config} as a map, or otherwise with the
     * constructor without parameters.
     *
     * @throws Unusable if the class does not exist or cannot be used
     */
    @Override
    public AuthenticatorFunction load(AuthenticationOptions.FunctionClass function) {
        Constructor<? extends AuthenticatorFunction> constructor = constructor(function);
        try {
            return constructor.getParameterCount() == 0
                    ? constructor.newInstance()
                    : constructor.newInstance(function.config());
        } catch (IllegalAccessException | InstantiationException e) {
            throw withoutConstructor(function, e);
        } catch (InvocationTargetException e) {
            throw unusable(function, "cannot be created: " + e.getCause(), e);
        } catch (LinkageError e) {
            throw unusable(function, "cannot be loaded: " + e, e);
        }
    }

    /** Returns why {@link #load} would fail, as far as this can be determined without running code of the class. */
    Optional<String> fault(AuthenticationOptions.FunctionClass function) {
        try {
            constructor(function);
            return Optional.empty();
        } catch (Unusable e) {
            boolean python = e.getCause() instanceof ClassNotFoundException
                    && PythonName.isLikely(function.classname(), classPath.folder(), classPath.lookup());
            return Optional.of(e.reason().message() + (python ? "; " + PYTHON : ""));
        }
    }

    private Constructor<? extends AuthenticatorFunction> constructor(AuthenticationOptions.FunctionClass function) {
        try {
            Class<? extends AuthenticatorFunction> type =
                    Class.forName(function.classname(), false, loader).asSubclass(AuthenticatorFunction.class);
            if (Modifier.isAbstract(type.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
                throw unusable(function, "cannot be created (expected a public, concrete class)", null);
            }
            return constructor(type);
        } catch (ClassNotFoundException e) {
            throw unusable(function, "is not on the class path " + classPath.entries(), e);
        } catch (ClassCastException e) {
            throw unusable(function, "is no " + AuthenticatorFunction.class.getName(), e);
        } catch (NoSuchMethodException e) {
            throw withoutConstructor(function, e);
        } catch (LinkageError e) {
            throw unusable(function, "cannot be loaded: " + e, e);
        }
    }

    private static <T> Constructor<T> constructor(Class<T> type) throws NoSuchMethodException {
        try {
            return type.getConstructor(Map.class);
        } catch (NoSuchMethodException withoutConfig) {
            return type.getConstructor();
        }
    }

    private Unusable withoutConstructor(AuthenticationOptions.FunctionClass function, Throwable cause) {
        return unusable(function, "has no public constructor without parameters or with a java.util.Map", cause);
    }

    private Unusable unusable(AuthenticationOptions.FunctionClass function, String problem, @Nullable Throwable cause) {
        return new Unusable(origins.of(function), "class " + function.classname() + " " + problem, cause);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
