package org.mambascope.model.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.util.ArrayList;
import java.util.List;

class PlainMambaTest {
    @ParameterizedTest
    @DisplayName("a forward pass leaves nothing behind but its logits")
    @ValueSource(strings = {"vim_small_midcls", "localvim_small_rope", "localvim_small_midcls"})
    void nothingIsLeftBehind(String golden) {
        try (LoadedModel model = load(golden)) {
            NDManager manager = model.network().manager();
            NDArray images = images(model);
            model.network().forward(images, Probe.NONE).close();
            int before = manager.getManagedArrays().size();

            for (int i = 0; i < 3; i++) {
                model.network().forward(images, Probe.NONE).close();
            }

            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @ParameterizedTest
    @DisplayName("points are offered as listed: in order, with their tokens and channels")
    @ValueSource(strings = {"vim_small_midcls", "localvim_small_rope", "localvim_small_midcls"})
    void pointsAreOfferedAsListed(String golden) {
        try (LoadedModel model = load(golden)) {
            List<String> listed =
                    model.network().points().stream().map(ObservationPoint::name).toList();
            List<String> offered = new ArrayList<>();
            List<Shape> shapes = new ArrayList<>();
            Probe probe =
                    new Probe() {
                        @Override
                        public boolean wants(String point) {
                            return listed.contains(point);
                        }

                        @Override
                        public void take(String point, NDArray value) {
                            offered.add(point);
                            shapes.add(value.getShape());
                        }
                    };

            model.network().forward(images(model), probe);

            assertThat(offered).isEqualTo(listed);
            assertThat(shapes)
                    .isEqualTo(
                            model.network().points().stream()
                                    .map(point -> new Shape(1, point.tokens(), point.channels()))
                                    .toList());
        }
    }

    private static LoadedModel load(String golden) {
        return ModelLoader.load(
                Goldens.file(golden + ".safetensors"), LoadOptions.DEFAULT, Device.cpu());
    }

    private static NDArray images(LoadedModel model) {
        int side = model.network().summary().imageHeight();
        return model.network().manager().ones(new Shape(1, 3, side, side));
    }
}
