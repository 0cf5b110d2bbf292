package io.aerostat.node.config.grammar.rule;

import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value and its place, for rules that concern several places of a file.
 *
 * @param value an empty object for a missing value
 * @param reading reports problems at its place
 */
record Placed(LocatedValue value, Reading reading) {

    /** Returns the member of this name, or an empty object if there is no such member, so that calls can be chained. */
    Placed member(String key) {
        LocatedValue nothing = new LocatedObject(value.at(), List.of());
        return new Placed(value.member(key).orElse(nothing), reading.member(key));
    }

    boolean has(String key) {
        return value.member(key).isPresent();
    }

    List<Placed> items(String key) {
        Optional<LocatedValue> list = value.member(key);
        List<LocatedValue> items = list.isPresent() ? list.get().items() : List.of();
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            placed.add(new Placed(items.get(i), reading.member(key).item(i)));
        }
        return placed;
    }

    /** Returns the keys of an object; empty for any other value. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        if (value instanceof LocatedObject object) {
            for (LocatedObject.Member member : object.members()) {
                keys.add(member.key());
            }
        }
        return keys;
    }

    /** Returns the members of an object; empty for any other value. */
    List<Placed> members() {
        List<Placed> members = new ArrayList<>();
        for (String key : keys()) {
            members.add(member(key));
        }
        return members;
    }

    Optional<String> text(String key) {
        return value.member(key).flatMap(LocatedValue::text);
    }

    /** Reports an error at this place. */
    void problem(String message) {
        reading.problem(value.at(), message);
    }

    /** Warns that this part of the node could never start or work. */
    void warn(String message) {
        reading.warning(value.at(), message);
    }
}
