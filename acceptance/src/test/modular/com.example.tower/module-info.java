/** A program with a router inside, which serves the greeting to clients from outside. */
module com.example.tower {
    requires com.example.greeting;
    requires io.aerostat.client;
    requires io.aerostat.router;
}
