package io.aerostat.node.config.located;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. Each key occurs once: a repeated key is reported as a problem, and only its first value is kept.
 *
 * @param members the members in the order of the file
 */
public record LocatedObject(Location at, List<Member> members) implements LocatedValue {

    /**
     * A key and its value.
     *
     * @param keyAt the place of the key
     */
    public record Member(String key, Location keyAt, LocatedValue value) {}

    public LocatedObject {
        members = List.copyOf(members);
    }

    @Override
    public Optional<LocatedValue> member(String key) {
        return members.stream()
                .filter(member -> member.key().equals(key))
                .map(Member::value)
                .findFirst();
    }

    @Override
    public String kind() {
        return "an object";
    }

    @Override
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        members.forEach(member -> plain.put(member.key(), member.value().plain()));
        return Collections.unmodifiableMap(plain);
    }
}
