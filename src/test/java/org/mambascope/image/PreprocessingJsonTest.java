package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;

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
            })
    void aWrongEntryIsNamed(String json, String entry) {
        assertThatThrownBy(() -> read(json.replace('\'', '"'), 32, 32))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("preprocessing." + entry + " ");
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
