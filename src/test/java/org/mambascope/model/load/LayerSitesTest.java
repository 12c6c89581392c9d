package org.mambascope.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.model.LayerRole.FOLDABLE;
import static org.mambascope.model.LayerRole.OTHER;
import static org.mambascope.model.LayerRole.OUTPUT;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;
import org.mambascope.model.LayerRole;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;

import java.util.Map;

/** What the architectures say of their quantisable layers. */
class LayerSitesTest {
    private static final Map<String, LayerRole> ROLES =
            Map.of(
                    "in_proj",
                    FOLDABLE,
                    "x_proj",
                    OTHER,
                    "out_proj",
                    OUTPUT,
                    "fc1",
                    FOLDABLE,
                    "fc2",
                    OUTPUT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vim_small_midcls",
                "localvim_small_rope",
                "vmamba_small_v05noz",
                "localvmamba_small"
            })
    @DisplayName("a layer's weight is where the site says, which its name alone says too")
    void weightsAreWhereTheSitesSay(String golden) {
        try (WeightFile file = WeightFiles.open(Goldens.file(golden + ".safetensors"));
                LoadedModel model =
                        ModelLoader.load(file.path(), LoadOptions.DEFAULT, Device.cpu())) {
            Map<String, StoredTensor> tensors = ModelLoader.underPresentNames(file).tensors();
            for (LayerSite site : model.network().layers()) {
                assertThat(tensors).containsKey(site.weight().tensor());
                assertThat(tensors.get(site.weight().tensor()).shape())
                        .endsWith((long) site.outputChannels(), (long) site.inputChannels())
                        .hasSize(site.weight().part().isPresent() ? 3 : 2);
                assertThat(Architectures.ALL.weight(site.name())).isEqualTo(site.weight());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vim_small_midcls",
                "localvim_small_rope",
                "vmamba_small_v05noz",
                "localvmamba_small"
            })
    @DisplayName("layers behind a norm are foldable, those that write the stream are outputs")
    void rolesFollowThePlaceInTheBlock(String golden) {
        try (LoadedModel model =
                ModelLoader.load(
                        Goldens.file(golden + ".safetensors"), LoadOptions.DEFAULT, Device.cpu())) {
            LayerRole step = golden.startsWith("localvim") ? OTHER : FOLDABLE;
            for (LayerSite site : model.network().layers()) {
                String kind = site.kind().replaceAll("(_proj).*", "$1");
                assertThat(site.role())
                        .as(site.name())
                        .isEqualTo(kind.equals("dt_proj") ? step : ROLES.get(kind));
            }
        }
    }
}
