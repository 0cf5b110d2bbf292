package io.aerostat.host.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recognizes names of Python classes, which Crossbar.io's configurations use for components. */
public final class PythonName {
    private PythonName() {}

    /**
     * Checks whether a Python module or package of this name exists where Crossbar.io would look for it. If the class
     * path is empty, assumes that the configuration was written for Python.
     */
    public static boolean isLikely(String classname, Path folder, ClassPath.Lookup lookup) {
        int dot = classname.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        String module = classname.substring(0, dot).replace('.', '/');
        boolean startsSmall = Character.isLowerCase(classname.charAt(0));
        return lookup.files().isEmpty() && lookup.missing().isEmpty() && startsSmall
                || List.of(folder, folder.resolve("..")).stream()
                        .anyMatch(place -> Files.exists(place.resolve(module + ".py"))
                                || Files.exists(place.resolve(module).resolve("__init__.py")));
    }
}
