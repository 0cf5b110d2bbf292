package io.aerostat.node.config.grammar.rule;

import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value and where it stands, for rules between different places of a file.
 *
 * @param value as it stands; an empty object for what is not there
 * @param reading where problems with it are reported
 */
record Placed(LocatedValue value, Reading reading) {

    /** The member of this name; an empty object when there is none, for the sake of the next one. */
    Placed member(String key) {
        LocatedValue nothing = new LocatedObject(value.at(), List.of());
        return new Placed(value.member(key).orElse(nothing), reading.member(key));
    }

    boolean has(String key) {
        return value.member(key).isPresent();
    }

    List<Placed> items(String key) {
        List<LocatedValue> items = value.member(key).map(LocatedValue::items).orElse(List.of());
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            placed.add(new Placed(items.get(i), reading.member(key).item(i)));
        }
        return placed;
    }

    /** The keys, when this is an object. */
    List<String> keys() {
        return value instanceof LocatedObject object
                ? object.members().stream().map(LocatedObject.Member::key).toList()
                : List.of();
    }

    /** The members, when this is an object. */
    List<Placed> members() {
        return keys().stream().map(this::member).toList();
    }

    Optional<String> text(String key) {
        return value.member(key).flatMap(LocatedValue::text);
    }

    /** Says that this leaves a part of the node out of service. */
    void warn(String message) {
        reading.warning(value.at(), message);
    }
}
