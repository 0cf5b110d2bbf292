package io.aerostat.node.config.grammar.value;

import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.listener.Addresses;
import java.util.List;
import java.util.Optional;

/** Types of values that name addresses and networks. */
public final class AddressTypes {
    /** A list of addresses and networks, as they are written. */
    public static final ValueType<List<String>> NAMES = list(
            words("an address, a network such as \"10.0.0.0/8\", or \"unix\"").checked(AddressTypes::check));

    /** A set of addresses. */
    public static final ValueType<Addresses> ADDRESSES = NAMES.map(Addresses::of);

    private AddressTypes() {}

    private static Optional<String> check(String name, ValueType.Reporter at) {
        try {
            Addresses.of(List.of(name));
            return Optional.of(name);
        } catch (IllegalArgumentException wrong) {
            at.problem(String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }
}
