package io.aerostat.node.config.reading;

import io.aerostat.node.config.Origin;
import io.aerostat.node.config.Origins;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.Location;
import io.aerostat.node.config.located.Paths;
import io.aerostat.node.config.located.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state of reading one file, at one path of this file. Confined to the loading thread. */
public final class Reading {
    private final String path;
    private final Problems problems;
    private final Problems notices;
    private final Problems warnings;
    private final Surroundings surroundings;
    /** Number of generated ids for each prefix, in the whole file. */
    private final Map<String, Integer> generatedIds;
    /** The private files that are named anywhere in the file. */
    private final Set<Path> privateFiles;
    /** The places of the parts in the file. Parts are compared by identity. */
    private final Map<Object, Origin> origins;
    /** The paths of secrets in the whole file. */
    private final Set<String> secrets;

    private Reading(
            String path,
            Problems problems,
            Problems notices,
            Problems warnings,
            Surroundings surroundings,
            Map<String, Integer> generatedIds,
            Set<Path> privateFiles,
            Map<Object, Origin> origins,
            Set<String> secrets) {
        this.path = path;
        this.problems = problems;
        this.notices = notices;
        this.warnings = warnings;
        this.surroundings = surroundings;
        this.generatedIds = generatedIds;
        this.privateFiles = privateFiles;
        this.origins = origins;
        this.secrets = secrets;
    }

    /**
     * Begins at the top of a file.
     *
     * @param problems collects mistakes
     * @param notices collects keys that are valid but have no effect
     * @param warnings collects reasons why a part of the node could never start or work, although the other parts can
     */
    public static Reading start(Problems problems, Problems notices, Problems warnings, Surroundings surroundings) {
        return new Reading(
                "",
                problems,
                notices,
                warnings,
                surroundings,
                new HashMap<>(),
                new HashSet<>(),
                new IdentityHashMap<>(),
                new HashSet<>());
    }

    public Reading member(String key) {
        return at(Paths.member(path, key));
    }

    public Reading item(int index) {
        return at(Paths.item(path, index));
    }

    private Reading at(String other) {
        return new Reading(
                other, problems, notices, warnings, surroundings, generatedIds, privateFiles, origins, secrets);
    }

    public String path() {
        return path;
    }

    public void problem(Location at, String message) {
        problems.add(at, path, message);
    }

    /** Reports a problem of another part of the file, which was read before. */
    public void problem(Origin part, String message) {
        problems.add(location(part), part.path(), message);
    }

    /** Reports a fact that is not a mistake, but that the user should know. */
    public void notice(Location at, String message) {
        notices.add(at, path, message);
    }

    /** Reports a fact about another part of the file, which was read before. */
    public void notice(Origin part, String message) {
        notices.add(location(part), part.path(), message);
    }

    private static Location location(Origin part) {
        return new Location(part.line(), part.column());
    }

    /** Reports a reason why a part of the node could never start or work, although the other parts can. */
    public void warning(Location at, String message) {
        warnings.add(at, path, message);
    }

    /** Reports {@code found X (expected Y)}. */
    public void wrong(LocatedValue found, String expected) {
        problem(found.at(), "found " + found.shown() + " (expected " + expected + ")");
    }

    public Optional<String> variable(String name) {
        return surroundings.variables().apply(name);
    }

    /** Returns the character sets of the operating system. */
    public SystemCharsets charsets() {
        return surroundings.charsets();
    }

    /**
     * Makes a path from the file absolute, starting from the folder of the configuration file. The value type has
     * already checked the path.
     */
    public Path resolve(String path) {
        return surroundings.folder().resolve(path).toAbsolutePath().normalize();
    }

    /** Marks a file that other users and clients must not read, such as a key. */
    public void keepPrivate(Path file) {
        privateFiles.add(file);
    }

    /** Returns the private files found so far, anywhere in the configuration. */
    public Set<Path> privateFiles() {
        return Set.copyOf(privateFiles);
    }

    /** Remembers that the value at this path is a secret, or may hold secrets. */
    public void keepSecret() {
        secrets.add(path);
    }

    /** Returns the paths of secrets, and of values with secrets, found so far, anywhere in the configuration. */
    public Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    /** Records the place of a part of the configuration. */
    public void placed(Object part, Location at) {
        origins.put(part, origin(at));
    }

    /** Returns the places of all parts that were recorded so far, anywhere in the configuration. */
    public Origins origins() {
        return new Origins(origins);
    }

    public Origin origin(Location at) {
        return new Origin(path, at.line(), at.column());
    }

    /** Returns the next generated id, such as {@code worker001}, counted over the whole node as in Crossbar.io. */
    public String nextId(String prefix) {
        String number = String.valueOf(generatedIds.merge(prefix, 1, Integer::sum));
        return prefix + "0".repeat(Math.max(0, 3 - number.length())) + number;
    }
}
