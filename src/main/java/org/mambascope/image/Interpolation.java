package org.mambascope.image;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Filter of resized pixels, as Pillow's filters of these names. */
public enum Interpolation {
    /** a = −0.5, over two pixels to each side. */
    BICUBIC(2),
    /** A triangle, over one pixel to each side. */
    BILINEAR(1),
    /** A windowed sinc, over three pixels to each side. */
    LANCZOS(3);

    private static final double A = -0.5;

    private final int radius;

    Interpolation(int radius) {
        this.radius = radius;
    }

    /** The name in a model's JSON, as {@code bicubic}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The interpolation of this name. */
    static Optional<Interpolation> named(String id) {
        return Stream.of(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /** Radius of the filter, in pixels. */
    int radius() {
        return radius;
    }

    /** Weight of a pixel at this distance, before weights are made to sum to 1. */
    double weight(double distance) {
        double x = Math.abs(distance);
        if (x >= radius) {
            return 0;
        }
        return switch (this) {
            case BICUBIC ->
                    x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1 : (((x - 5) * x + 8) * x - 4) * A;
            case BILINEAR -> 1 - x;
            case LANCZOS -> sinc(x) * sinc(x / radius);
        };
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
