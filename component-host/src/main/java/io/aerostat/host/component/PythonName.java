package io.aerostat.host.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recognizes the names of Python classes that configurations of Crossbar.io have for components. */
public final class PythonName {
    private PythonName() {}

    /**
     * Checks whether there is a module or package of that name where Crossbar.io would look. An empty class path counts
     * as a configuration that was never meant for Java.
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
