package io.aerostat.balloon;

/**
 * The International Standard Atmosphere (ISO 2533:1975; the same as the US Standard Atmosphere of 1976) up to 80 km.
 */
final class StandardAtmosphere {

    /** Standard gravity, m/s². */
    static final double GRAVITY = 9.80665;

    /** Specific gas constant of dry air, J/(kg·K). */
    static final double GAS_CONSTANT = 287.05287;

    /** The radius of the Earth in the standard, m. */
    private static final double EARTH_RADIUS = 6_356_766;

    /**
     * A layer in which the temperature changes evenly.
     *
     * @param base lower end of the layer, geopotential m
     * @param temperature temperature at the base, K
     * @param lapse change of temperature, K/m
     * @param pressure pressure at the base, Pa
     */
    private record Layer(double base, double temperature, double lapse, double pressure) {

        double temperatureAt(double height) {
            return temperature + lapse * (height - base);
        }

        double pressureAt(double height) {
            return lapse == 0
                    ? pressure * Math.exp(-GRAVITY * (height - base) / (GAS_CONSTANT * temperature))
                    : pressure * Math.pow(temperatureAt(height) / temperature, -GRAVITY / (GAS_CONSTANT * lapse));
        }
    }

    private static final Layer[] LAYERS = layers(
            new double[] {0, 11_000, 20_000, 32_000, 47_000, 51_000, 71_000},
            new double[] {-0.0065, 0, 0.001, 0.0028, 0, -0.0028, -0.002});

    /**
     * The state of the air at a height.
     *
     * @param temperature temperature, K
     * @param pressure pressure, Pa
     */
    record Air(double temperature, double pressure) {

        /** Returns the density, in kg/m³. */
        double density() {
            return pressure / (GAS_CONSTANT * temperature);
        }
    }

    /** The air at sea level. */
    static final Air SEA_LEVEL = at(0);

    private StandardAtmosphere() {}

    /**
     * Returns the state of the air at a height.
     *
     * @param altitude geometric height above mean sea level, m, from −5,000 to 80,000
     */
    static Air at(double altitude) {
        double height = EARTH_RADIUS * altitude / (EARTH_RADIUS + altitude);
        Layer layer = LAYERS[0];
        for (Layer above : LAYERS) {
            if (above.base() <= height) {
                layer = above;
            }
        }
        return new Air(layer.temperatureAt(height), layer.pressureAt(height));
    }

    /** Each layer begins with the temperature and pressure with which the layer below it ends. */
    private static Layer[] layers(double[] bases, double[] lapses) {
        Layer[] layers = new Layer[bases.length];
        layers[0] = new Layer(0, 288.15, lapses[0], 101_325);
        for (int i = 1; i < bases.length; i++) {
            Layer below = layers[i - 1];
            layers[i] = new Layer(bases[i], below.temperatureAt(bases[i]), lapses[i], below.pressureAt(bases[i]));
        }
        return layers;
    }
}
