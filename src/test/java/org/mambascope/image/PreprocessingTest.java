package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class PreprocessingTest {
    private static final Preprocessing FASHION_MNIST =
            new Preprocessing(
                    32,
                    32,
                    new Preprocessing.Fit.Pad(2, 2, 2, 2, 0),
                    Preprocessing.IMAGENET_MEAN,
                    Preprocessing.IMAGENET_DEVIATION);

    @ParameterizedTest
    @ValueSource(strings = {"zone", "portrait", "small"})
    void resizingAndCroppingGiveTheLevelsOfTheOriginalEvaluation(String name) {
        Picture picture = Pictures.read(TestFiles.resource("preprocess/" + name + ".png"));
        Picture expected =
                Pictures.read(TestFiles.resource("preprocess/" + name + ".expected.png"));

        Picture fitted = Preprocessing.imageNet(224).fit(picture);

        assertThat(Levels.between(fitted, expected)).isEqualTo(new Levels(0, 0));
    }

    @Test
    void paddingAndNormalisingGiveTheInputsOfTheOriginalTraining() throws IOException {
        Dataset dataset = Datasets.open(Path.of("sample-images", "fashion-mnist"), Split.TEST);
        float[] expected = floats("fashion-mnist-inputs.f32");

        for (int i = 0; i < 4; i++) {
            float[] input = FASHION_MNIST.apply(dataset.picture(i));
            for (int j = 0; j < input.length; j++) {
                assertThat(input[j]).isEqualTo(expected[i * input.length + j]);
            }
        }
    }

    @Test
    void aPhotographThatDoesNotFillThePaddedInputIsBroughtToItsInside() {
        int[] rgb = new int[640 * 480];
        Arrays.fill(rgb, 0x336699);

        Picture fitted = FASHION_MNIST.fit(new Picture("photograph", 640, 480, rgb));

        assertThat(fitted.width()).isEqualTo(32);
        assertThat(fitted.height()).isEqualTo(32);
        assertThat(fitted.rgb()[1 * 32 + 16]).isZero();
        assertThat(fitted.rgb()[2 * 32 + 2]).isEqualTo(0x336699);
        assertThat(fitted.rgb()[29 * 32 + 29]).isEqualTo(0x336699);
        assertThat(fitted.rgb()[29 * 32 + 30]).isZero();
    }

    @Test
    void planesOfTheInputAreRedGreenAndBlue() {
        Preprocessing plain =
                new Preprocessing(
                        1,
                        2,
                        new Preprocessing.Fit.Pad(0, 0, 0, 0, 0),
                        List.of(0f, 0f, 0.5f),
                        List.of(1f, 1f, 0.5f));

        float[] input = plain.apply(new Picture("two", 2, 1, new int[] {0xff3300, 0x0066ff}));

        assertThat(input).containsExactly(1f, 0f, 0.2f, 0.4f, -1f, 1f);
    }

    private static float[] floats(String resource) throws IOException {
        try (InputStream in = PreprocessingTest.class.getResourceAsStream(resource)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        }
    }
}
