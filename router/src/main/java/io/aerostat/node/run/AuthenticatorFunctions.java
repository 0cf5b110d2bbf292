package io.aerostat.node.run;

import io.aerostat.host.component.ClassPath;
import io.aerostat.node.config.AuthenticationMethod;
import io.aerostat.node.config.NativeOptions;
import io.aerostat.router.authentication.AuthenticatorFunction;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the authenticators of a router worker that are Java classes on its class path. Closed with the worker. */
final class AuthenticatorFunctions implements AutoCloseable {
    private final ClassPath classPath;
    private final URLClassLoader loader;

    AuthenticatorFunctions(NativeOptions options) {
        this.classPath = new ClassPath(options.folder(), options.classpath());
        this.loader = new URLClassLoader(
                "authenticators", urls(classPath.lookup().files()), AuthenticatorFunctions.class.getClassLoader());
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
     * Makes one, with a constructor that takes its {@code config} as a map, or else with one without parameters.
     *
     * @throws Unusable if there is no such class, or it is none that can be used
     */
    AuthenticatorFunction make(AuthenticationMethod.Function function) {
        String name = function.classname();
        try {
            Class<? extends AuthenticatorFunction> type =
                    Class.forName(name, true, loader).asSubclass(AuthenticatorFunction.class);
            return instance(type, function.config().values());
        } catch (ClassNotFoundException e) {
            throw unusable(function, "is not on the class path " + classPath.entries(), e);
        } catch (ClassCastException e) {
            throw unusable(function, "is no " + AuthenticatorFunction.class.getName(), e);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw unusable(function, "has no public constructor without parameters or with a java.util.Map", e);
        } catch (InvocationTargetException e) {
            throw unusable(function, "cannot be made: " + e.getCause(), e);
        } catch (LinkageError e) {
            throw unusable(function, "cannot be loaded: " + e, e);
        }
    }

    private static AuthenticatorFunction instance(
            Class<? extends AuthenticatorFunction> type, Map<String, Object> config)
            throws NoSuchMethodException, InvocationTargetException, InstantiationException, IllegalAccessException {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (List.of(constructor.getParameterTypes()).equals(List.of(Map.class))) {
                return (AuthenticatorFunction) constructor.newInstance(config);
            }
        }
        return type.getConstructor().newInstance();
    }

    private static Unusable unusable(AuthenticationMethod.Function function, String problem, Throwable cause) {
        return new Unusable(function.origin(), "class " + function.classname() + " " + problem, cause);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
