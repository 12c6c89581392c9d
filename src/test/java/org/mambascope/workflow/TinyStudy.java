package org.mambascope.workflow;

import ai.djl.Device;

import org.mambascope.base.Progress;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.experiment.evaluation.ClassificationEvaluation;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.TinyModels;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.CalibrationSource;
import org.mambascope.quant.file.ModelOpener;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Random;

import javax.imageio.ImageIO;

/**
 * A tiny Vim and six labelled images of noise.
 *
 * @param original its file
 * @param images a folder with one folder a class
 */
record TinyStudy(Original original, Path images) {
    static final int IMAGES = 6;

    static TinyStudy in(Path folder) throws IOException {
        Path images = folder.resolve("images");
        Random random = new Random(7);
        for (int i = 0; i < IMAGES; i++) {
            Path place = Files.createDirectories(images.resolve("" + i % TinyModels.CLASSES));
            BufferedImage image =
                    new BufferedImage(TinyModels.SIDE, TinyModels.SIDE, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < TinyModels.SIDE * TinyModels.SIDE; pixel++) {
                image.setRGB(
                        pixel % TinyModels.SIDE,
                        pixel / TinyModels.SIDE,
                        random.nextInt(0x1000000));
            }
            ImageIO.write(image, "png", place.resolve(i + ".png").toFile());
        }
        return new TinyStudy(
                new Original(TinyModels.write("Vim", folder), LoadOptions.DEFAULT, Device.cpu()),
                images);
    }

    LoadedModel open() {
        return ModelOpener.open(original.file(), original.options(), original.device()).model();
    }

    Dataset dataset() {
        return Datasets.open(images, Split.TEST);
    }

    ClassificationEvaluation evaluation(LoadedModel model) {
        return new ClassificationEvaluation(model, dataset(), broken -> {});
    }

    Calibration calibration() {
        return new Calibration(
                images, new CalibrationSource(OptionalInt.of(4), CalibrationChoice.FIRST, 0));
    }

    CalibrationSet set(LoadedModel model) {
        return calibration().sets().read(images, model.preprocessing(), broken -> {});
    }

    /** A progress that a user stopped. */
    static Progress stopped() {
        return new Progress() {
            @Override
            public void report(long done, long total, String step) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
    }
}
