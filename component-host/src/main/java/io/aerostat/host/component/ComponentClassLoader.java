package io.aerostat.host.component;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of a component. Its own class path comes first, so that its libraries may differ from those of the
 * router; only the component API and the types in it come from the host.
 */
final class ComponentClassLoader extends URLClassLoader {

    /** The component API, and the libraries whose types appear in it. */
    private static final List<String> SHARED = List.of(
            "java.",
            "javax.",
            "io.aerostat.client.",
            "io.aerostat.component.",
            "io.aerostat.protocol.",
            "org.slf4j.",
            "tools.jackson.",
            "com.fasterxml.jackson.annotation.");

    static {
        registerAsParallelCapable();
    }

    ComponentClassLoader(String component, List<Path> files, ClassLoader host) {
        super("component-" + component, urls(files), host);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = isShared(name) ? null : findOwn(name);
            }
            if (loaded == null) {
                return super.loadClass(name, resolve);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }

    private @Nullable Class<?> findOwn(String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static boolean isShared(String name) {
        return SHARED.stream().anyMatch(name::startsWith);
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
}
