package io.aerostat.node.config.grammar.value;

import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.listener.Addresses;
import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Types of values that name addresses and networks. */
public final class AddressTypes {
    /** A list of addresses and networks, as texts. */
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

    /**
     * Checks an address or network. A network may have a mask instead of a prefix length, as in {@code
     * 10.0.0.0/255.0.0.0}.
     */
    public static Optional<String> checkWithMask(String name, ValueType.Reporter at) {
        try {
            Addresses.of(List.of(withPrefix(name)));
            return Optional.of(name);
        } catch (IllegalArgumentException wrong) {
            at.problem("found \"" + name + "\" (expected an address, or a network such as \"10.0.0.0/8\")");
            return Optional.empty();
        }
    }

    /** Returns the set of addresses and networks that {@link #checkWithMask} has accepted. */
    public static Addresses withMasks(List<String> names) {
        return Addresses.of(names.stream().map(AddressTypes::withPrefix).toList());
    }

    /** Replaces the mask of a network by the length of its prefix. */
    private static String withPrefix(String name) {
        int slash = name.indexOf('/');
        byte[] mask = slash < 0 ? null : NetUtil.createByteArrayFromIpAddressString(name.substring(slash + 1));
        if (mask == null) {
            return name;
        }
        BigInteger bits = new BigInteger(1, mask);
        int zeros = bits.signum() == 0 ? mask.length * 8 : bits.getLowestSetBit();
        if (bits.bitCount() != mask.length * 8 - zeros) {
            throw new IllegalArgumentException("found a mask with a gap");
        }
        return name.substring(0, slash + 1) + bits.bitCount();
    }
}
