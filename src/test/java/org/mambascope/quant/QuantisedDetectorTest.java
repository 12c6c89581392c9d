package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.base.Progress;
import org.mambascope.image.Picture;
import org.mambascope.image.Pictures;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A quantised detector reads images of any size, whatever its steps are bound to. */
class QuantisedDetectorTest {
    private static final LayerBits EIGHT = new LayerBits(8, 8);

    private static LoadedModel model;
    private static Picture wide;
    private static CalibrationSet set;

    private static Path file(String name) {
        try {
            return Path.of(QuantisedDetectorTest.class.getResource("/detection/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void open() {
        model =
                ModelLoader.load(
                        file("maskrcnn_tiny.safetensors"), LoadOptions.DEFAULT, Device.cpu());
        wide = Pictures.read(file("maskrcnn_tiny.png"));
        set = calibration();
    }

    /** The image and others with its parts in other places, so that no place has its own range. */
    private static CalibrationSet calibration() {
        int count = 8;
        float[] values = new float[count * 3 * 128 * 160];
        for (int i = 0; i < count; i++) {
            float[] image = model.preprocessing().apply(moved(i));
            System.arraycopy(image, 0, values, i * image.length, image.length);
        }
        return new CalibrationSet("moved images", count, 128, 160, values);
    }

    private static Picture moved(int times) {
        int[] rgb = new int[wide.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            int y = (i / wide.width() + 29 * times) % wide.height();
            int x = (i % wide.width() + 37 * times) % wide.width();
            rgb[i] = wide.rgb()[y * wide.width() + x];
        }
        return new Picture("moved", wide.width(), wide.height(), rgb);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static List<QuantisedLayer> layers(Method method, LayerBits bits) {
        QuantisationPlan plan =
                new QuantisationPlan(
                        method, method.recipe(), BitPlan.uniform(bits), LearningSetting.DEFAULT, 0);
        return BlockwiseQuantiser.search(model.network(), set, plan, Progress.NONE).layers();
    }

    private static Picture upright() {
        int[] rgb = new int[wide.rgb().length];
        for (int y = 0; y < wide.width(); y++) {
            for (int x = 0; x < wide.height(); x++) {
                rgb[y * wide.height() + x] = wide.rgb()[x * wide.width() + y];
            }
        }
        return new Picture("upright", wide.height(), wide.width(), rgb);
    }

    /** Objectness of all anchors of an image at its own size. */
    private static float[] objectness(Picture picture) {
        Recorded recorded = new Recorded();
        model.network().detect(picture, recorded);
        return recorded.values;
    }

    private static final class Recorded implements Probe {
        private float[] values;

        @Override
        public boolean wants(String point) {
            return point.equals("rpn_cls0");
        }

        @Override
        public void take(String point, NDArray value) {
            values = value.toFloatArray();
        }
    }

    private static double decibels(float[] expected, float[] found) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += expected[i] * expected[i];
            noise += Math.pow(expected[i] - found[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    @ParameterizedTest
    @DisplayName("at 8 bits both sizes stay near the original, by each kind of step")
    @EnumSource(
            value = Method.class,
            names = {"RTN", "DYNAMIC", "PTS", "PTS_SMOOTH"})
    void bothSizes(Method method) {
        float[] expected = objectness(wide);
        float[] turned = objectness(upright());

        try (LayerSubstitution quantised =
                LayerSubstitution.simulate(model.network(), layers(method, EIGHT))) {
            assertThat(decibels(expected, objectness(wide))).isGreaterThan(25);
            assertThat(decibels(turned, objectness(upright()))).isGreaterThan(10);
        }
        assertThat(objectness(upright())).isEqualTo(turned);
    }

    @Tag("slow")
    @ParameterizedTest
    @DisplayName("so they do by methods that rotate, or that look for outliers while they run")
    @EnumSource(
            value = Method.class,
            names = {"ROTATED_SEARCH", "OUROMAMBA"})
    void bothSizesByFurtherMethods(Method method) {
        bothSizes(method);
    }

    @Test
    @DisplayName("the canvas that was calibrated has the calibrated steps")
    void calibratedSize() {
        try (LayerSubstitution quantised =
                        LayerSubstitution.simulate(
                                model.network(), layers(Method.PTS, new LayerBits(4, 4)));
                NDManager scope = model.network().manager().newSubManager()) {
            NDArray image = scope.create(set.values(), new Shape(1, 3, 128, 160));
            float[] outputs = model.network().forward(image, Probe.NONE).toFloatArray();
            Recorded recorded = new Recorded();
            model.network().forward(image, recorded);
            Recorded detected = new Recorded();
            Detections found = model.network().detect(wide, detected);

            assertThat(detected.values).isEqualTo(recorded.values);
            assertThat(outputs).hasSize(3 * (32 * 40 + 16 * 20 + 8 * 10 + 4 * 5 + 2 * 3));
            assertThat(found.count()).isPositive();
        }
    }

    @Test
    @DisplayName("on a fixed canvas every image has the size of the calibration images")
    void fixedCanvas() {
        LoadOptions fixed =
                new LoadOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("canvas", "fixed"),
                        Optional.empty());
        try (LoadedModel canvas =
                ModelLoader.load(file("maskrcnn_tiny.safetensors"), fixed, Device.cpu())) {
            long[][] shapes = new long[1][];
            canvas.network()
                    .detect(
                            upright(),
                            new Probe() {
                                @Override
                                public boolean wants(String point) {
                                    return point.equals("input");
                                }

                                @Override
                                public void take(String point, NDArray value) {
                                    shapes[0] = value.getShape().getShape();
                                }
                            });

            assertThat(shapes[0]).containsExactly(1, 3, 128, 160);
        }
    }
}
