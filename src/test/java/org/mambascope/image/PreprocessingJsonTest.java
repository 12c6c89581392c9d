package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;

import java.util.ArrayList;
import java.util.List;

class PreprocessingJsonTest {
    @Test
    void aBorderIsRead() throws JsonProcessingException {
        Preprocessing read =
                read(
                        """
                        {"grey_to_rgb": true, "pad": [2, 1, 3, 4], "pad_value": 7, "resize": null,
                         "crop": null, "mean": [0.5, 0.25, 0.125], "std": [1, 2, 0.5]}\
                        """,
                        32,
                        28);

        assertThat(read)
                .isEqualTo(
                        new Preprocessing(
                                32,
                                28,
                                new Preprocessing.Fit.Pad(2, 1, 3, 4, 7),
                                List.of(0.5f, 0.25f, 0.125f),
                                List.of(1f, 2f, 0.5f)));
    }

    @Test
    void resizingIsReadWithTheColoursOfImageNet() throws JsonProcessingException {
        assertThat(read("{\"resize\": 256, \"crop\": 224}", 224, 224))
                .isEqualTo(Preprocessing.imageNet(224));
        assertThat(read("{\"resize\": 256}", 224, 224)).isEqualTo(Preprocessing.imageNet(224));
    }

    @Test
    void nothingMeansThatPicturesHaveTheInputsSize() throws JsonProcessingException {
        assertThat(read("{}", 8, 8).fit()).isEqualTo(new Preprocessing.Fit.Pad(0, 0, 0, 0, 0));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws JsonProcessingException {
        Preprocessing border =
                new Preprocessing(
                        32,
                        40,
                        new Preprocessing.Fit.Pad(1, 2, 3, 4, 255),
                        List.of(0.1f, 0.2f, 0.3f),
                        List.of(0.4f, 0.5f, 0.6f));
        Preprocessing crop =
                new Preprocessing(
                        192,
                        224,
                        new Preprocessing.Fit.ResizeAndCrop(256),
                        Preprocessing.IMAGENET_MEAN,
                        Preprocessing.IMAGENET_DEVIATION);

        assertThat(read(border.toJson().toString(), 32, 40)).isEqualTo(border);
        assertThat(read(crop.toJson().toString(), 192, 224)).isEqualTo(crop);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'pad': [2, 2]} | pad",
                "{'pad': [2, 2, -1, 2]} | pad",
                "{'pad': [16, 0, 16, 0]} | pad",
                "{'pad': 'two'} | pad",
                "{'pad': [1, 1, 1, 1], 'resize': 40} | pad",
                "{'pad': [2, 2, 2, 2], 'pad_value': 256} | pad_value",
                "{'resize': 0} | resize",
                "{'resize': 40.5} | resize",
                "{'resize': 99999999999} | resize",
                "{'resize': 40, 'crop': 28} | crop",
                "{'resize': 40, 'crop': [32, 33]} | crop",
                "{'crop': 32} | crop",
                "{'mean': [0, 0]} | mean",
                "{'mean': 0.5} | mean",
                "{'mean': [0, 0, 'x']} | mean",
                "{'std': [1, 1, 0]} | std",
                "{'std': [1, 1, 1e99]} | std",
                "{'grey_to_rgb': 'yes'} | grey_to_rgb",
                "{'mean': [-1, 0, 0]} | mean",
                "{'std': [1, 1, -1]} | std",
                "{'mean': [0.485, 0.456, 0.406], 'std': [58.4, 57.1, 57.4]} | mean",
                "{'mean': [123.7, 116.3, 0.4], 'std': [58.4, 57.1, 57.4]} | mean",
                "{'mean': [123.7, 116.3, 103.5]} | mean",
            })
    void aWrongEntryIsNamed(String json, String entry) {
        assertThatThrownBy(() -> read(json.replace('\'', '"'), 32, 32))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("preprocessing: " + entry + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'rezise': 256} | rezise | resize",
                "{'image_mean': [0, 0, 0], 'image_sdt': [1, 1, 1]} | image_sdt | image_std",
                "{'input_size': [3, 32, 32], 'crop_mod': 'center'} | crop_mod | crop_mode",
                "{'crop_pct': 0.9, 'resize': 256} | resize | timm",
                "{'size': 224, 'do_pad': true} | do_pad | true",
                "{'size': 32, 'resample': 3, 'image_mean': [0,0,0], 'image_std': [1,1,1]} | size |"
                        + " 32",
                "{'size': {'shortest_edge': 36}, 'crop_size': 33, 'image_mean': [0,0,0],"
                        + " 'image_std': [1,1,1]} | crop | 33",
                "{'size': {'longest_edge': 36}, 'crop_size': 32} | longest_edge | shortest_edge",
                "{'size': {'height': 32, 'width': 32}, 'resample': 0, 'image_mean': [0,0,0],"
                        + " 'image_std': [1,1,1]} | nearest | bilinear",
                "{'size': {'height': 32, 'width': 32}, 'do_normalize': true} | image_mean | red",
                "{'input_size': [3, 32, 32], 'crop_mode': 'border'} | crop_mode | squash",
                "{'input_size': [3, 64, 64]} | crop | 64",
            })
    void whatIsNotDoneOrNotKnownIsRefused(String json, String found, String hint) {
        assertThatThrownBy(() -> read(json.replace('\'', '"'), 32, 32))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(found)
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'resize': 36, 'mean': [123.675, 116.28, 103.53], 'std': [58.395, 57.12, 57.375]}",
                "{'do_resize': true, 'size': {'shortest_edge': 36}, 'resample': 3,"
                        + " 'do_center_crop': true, 'crop_size': {'height': 32, 'width': 32},"
                        + " 'do_rescale': true, 'rescale_factor': 0.00392156862745098, 'do_normalize':"
                        + " true, 'image_mean': [0.485, 0.456, 0.406], 'image_std': [0.229, 0.224,"
                        + " 0.225], 'do_convert_rgb': null, 'image_processor_type':"
                        + " 'BitImageProcessor'}",
                "{'size': 36, 'crop_size': 32, 'resample': 3, 'image_mean': [123.675, 116.28,"
                        + " 103.53], 'image_std': [58.395, 57.12, 57.375], 'do_rescale': false,"
                        + " 'feature_extractor_type': 'CLIPFeatureExtractor'}",
                "{'size': {'shortest_edge': 32}, 'crop_pct': 0.875, 'resample': 3, 'image_mean':"
                        + " [0.485, 0.456, 0.406], 'image_std': [0.229, 0.224, 0.225],"
                        + " 'image_processor_type': 'ConvNextImageProcessor'}",
                "{'input_size': [3, 32, 32], 'crop_pct': 0.875, 'interpolation': 'bicubic', 'mean':"
                        + " [0.485, 0.456, 0.406], 'std': [0.229, 0.224, 0.225], 'crop_mode': 'center',"
                        + " 'first_conv': 'patch_embed.proj'}",
                "{'architecture': 'vim', 'num_classes': 10, 'pretrained_cfg': {'input_size': [3,"
                        + " 32, 32]}}",
            })
    void otherLibrariesWordsMeanTheSame(String json) throws JsonProcessingException {
        Preprocessing read = read(json.replace('\'', '"'), 32, 32);

        assertThat(read.fit())
                .isIn(
                        new Preprocessing.Fit.ResizeAndCrop(36),
                        new Preprocessing.Fit.ResizeAndCrop(36, Interpolation.BICUBIC));
        for (int colour = 0; colour < 3; colour++) {
            assertThat(read.mean().get(colour))
                    .isCloseTo(Preprocessing.IMAGENET_MEAN.get(colour), within(1e-6f));
            assertThat(read.deviation().get(colour))
                    .isCloseTo(Preprocessing.IMAGENET_DEVIATION.get(colour), within(1e-6f));
        }
    }

    @Test
    void bothSidesMayBeResizedAtOnce() throws JsonProcessingException {
        Preprocessing squashed =
                read(
                        """
                        {"size": {"height": 40, "width": 36}, "crop_size": 32, "resample": 2,
                         "do_normalize": false, "image_processor_type": "DeiTImageProcessor"}\
                        """,
                        32,
                        32);

        assertThat(squashed.fit())
                .isEqualTo(new Preprocessing.Fit.Squash(40, 36, Interpolation.BILINEAR));
        assertThat(squashed.mean()).containsExactly(0f, 0f, 0f);
        assertThat(squashed.deviation()).containsExactly(1f, 1f, 1f);
        assertThat(read(squashed.toJson().toString(), 32, 32)).isEqualTo(squashed);
        Picture seen = squashed.fit(new Picture("wide", 80, 20, new int[1600]));
        assertThat(seen.width()).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'size': {'height': 32, 'width': 32}, 'resample': 3, 'image_mean': [0,0,0],"
                        + " 'image_std': [1,1,1]} | do_resize, do_rescale, do_normalize: taken as true",
                "{'size': {'height': 32, 'width': 32}, 'resample': 3, 'do_normalize': false,"
                        + " 'do_resize': true} | say do_rescale: taken as true",
                "{'size': {'height': 32, 'width': 32}, 'resample': 3, 'do_normalize': false}"
                        + " | rescale_factor: taken as 1/255",
                "{'size': {'shortest_edge': 36}, 'crop_size': 32, 'resample': 3, 'do_normalize':"
                        + " false} | do_center_crop: taken as true",
                "{'size': {'height': 32, 'width': 32}, 'do_normalize': false} | bilinear is",
                "{'input_size': [3, 32, 32]} | crop_pct: taken as 0.875",
                "{'input_size': [3, 32, 32]} | crop_mode: taken as center",
                "{'input_size': [3, 32, 32]} | interpolation: taken as bicubic",
                "{'input_size': [3, 32, 32]} | mean: taken as ImageNet's",
                "{'size': {'height': 32, 'width': 32}, 'do_rescale': false, 'do_normalize': false}"
                        + " | do_rescale false: colours enter as levels 0 … 255",
                "{'resize': 36, 'crop': 32, 'mean': [0.5]} | mean has one value: taken for red,",
                "{'resize': 36, 'crop': 32, 'std': [0.2]} | std has one value: taken for red,",
            })
    void whatIsAssumedIsSaid(String json, String note) throws JsonProcessingException {
        List<String> notes = new ArrayList<>();

        Preprocessing.fromJson(
                new ObjectMapper().readTree(json.replace('\'', '"')), 32, 32, notes::add);

        assertThat(notes).anyMatch(each -> each.contains(note));
    }

    @Test
    void whatIsSaidIsNotAssumed() throws JsonProcessingException {
        List<String> notes = new ArrayList<>();

        Preprocessing.fromJson(
                new ObjectMapper()
                        .readTree(
                                """
                                {"do_resize": true, "do_rescale": true, "rescale_factor": 0.00392156862745098,
                                 "do_normalize": true, "resample": 3, "image_mean": [0.5, 0.5, 0.5],
                                 "image_std": [0.5, 0.5, 0.5], "size": {"height": 32, "width": 32}}\
                                """),
                32,
                32,
                notes::add);

        assertThat(notes).isEmpty();
    }

    @Test
    void whatWasTakenHowIsSaid() throws JsonProcessingException {
        List<String> notes = new ArrayList<>();

        Preprocessing.fromJson(
                new ObjectMapper()
                        .readTree(
                                "{\"mean\": [127.5, 127.5, 127.5], \"std\": [127.5, 127.5,"
                                        + " 127.5]}"),
                32,
                32,
                notes::add);

        assertThat(notes).singleElement().asString().contains("divided by 255");
    }

    @Test
    void whatIsNoObjectIsAProblem() {
        assertThatThrownBy(() -> read("[1, 2]", 32, 32))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("preprocessing");
    }

    private static Preprocessing read(String json, int height, int width)
            throws JsonProcessingException {
        return Preprocessing.fromJson(new ObjectMapper().readTree(json), height, width);
    }
}
