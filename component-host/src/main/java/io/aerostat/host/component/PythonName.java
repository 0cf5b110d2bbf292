package io.aerostat.host.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a class that is not found is rather one of Python, as the components of Crossbar.io are. */
public final class PythonName {
    private PythonName() {}

    /**
     * Looks for a module or package of that name where Crossbar.io would, and takes a class path on which there is nothing for that of a configuration
     * that was never one for Java.
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
