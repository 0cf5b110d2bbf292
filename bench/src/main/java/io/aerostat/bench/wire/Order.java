package io.aerostat.bench.wire;

/**
 * An order of a shop, as an argument of a typical size: 18 values in five dictionaries. The schemas in bench/contracts
 * describe an order.
 */
public final class Order {
    private Order() {}

    /** Returns the order as one value of a message. */
    public static byte[] encoded(Encoding encoding) {
        MessageWriter writer = encoding.newWriter().begin().map(6);
        writer.text("number").integer(70_301);
        writer.text("express").bool(true);
        writer.text("currency").text("EUR");
        writer.text("email").text("ann@example.com");
        writer.text("to").map(5);
        writer.text("name").text("Ann Example");
        writer.text("street").text("Balloon Street 17");
        writer.text("city").text("Munich");
        writer.text("postcode").text("80331");
        writer.text("country").text("DE");
        writer.text("items").list(3);
        item(writer, "red balloon", 12, 350);
        item(writer, "blue balloon", 3, 350);
        item(writer, "helium, 10 litres", 1, 4_900);
        return writer.bytes().copy();
    }

    private static void item(MessageWriter writer, String article, int pieces, int cents) {
        writer.map(3).text("article").text(article).text("pieces").integer(pieces);
        writer.text("cents").integer(cents);
    }
}
