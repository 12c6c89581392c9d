package org.mambascope.cli.option;

import org.mambascope.base.Problem;
import org.mambascope.cli.output.Output;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.CalibrationSource;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.plan.RoundingRule;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/** Options of quantisation: calibration images, smoothing, learning and a seed. */
public final class CalibrationOptions {
    @Option(
            names = "--calibration",
            required = true,
            paramLabel = "PATH",
            description =
                    "Images or IDX files, or a .safetensors whose tensor 'calibration' or"
                            + " 'images' is normalised input.")
    private Path path;

    @Option(
            names = "--calibration-images",
            paramLabel = "N",
            description =
                    "How many images, of each class where they lie class by class. Default: 256, or"
                            + " all of a tensor.")
    private Optional<Integer> images;

    @Option(
            names = "--calibration-choice",
            paramLabel = "NAME",
            defaultValue = "first",
            description = "Which images: first, random or by-class. Default: ${DEFAULT-VALUE}.")
    private String choice;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description =
                    "How much of the outliers smoothing moves into the weights, 0 to 1. Default:"
                            + " 0.5.")
    private Optional<Double> alpha;

    @Option(
            names = "--rounding",
            paramLabel = "NAME",
            description =
                    "How weights become codes: nearest, or gptq, which makes up for rounding"
                            + " errors. Default: as the method has it.")
    private Optional<String> rounding;

    @Option(
            names = "--setting",
            paramLabel = "NAME",
            description = "How jlss learns: published or default. Default: default.")
    private Optional<String> setting;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs of learning; with 0 the grid search has the last word.")
    private Optional<Integer> epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** Reads the images as a model takes them. */
    public CalibrationSet read(LoadedModel model, Output output) {
        CalibrationSource sets =
                new CalibrationSource(
                        images.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        CalibrationChoice.named(choice),
                        seed);
        CalibrationSet set =
                sets.read(path, model.preprocessing(), broken -> output.note(broken.getMessage()));
        set.notes().forEach(output::note);
        return set;
    }

    /** The method with the chosen smoothing and rounding. */
    public Recipe recipe(Method method) {
        Recipe smoothed = smoothed(method.recipe());
        return rounding.map(RoundingRule::named).map(smoothed::rounding).orElse(smoothed);
    }

    /** A recipe with the chosen smoothing. */
    public Recipe smoothed(Recipe recipe) {
        double chosen = alpha.orElse(0.5);
        if (!(chosen >= 0 && chosen <= 1)) {
            throw new Problem("Expected --alpha between 0 and 1, found " + chosen + ".");
        }
        return alpha.map(recipe::withSmoothing).orElse(recipe);
    }

    /** Tells what is said of learning where none of the methods learns. */
    public void tellUnused(Collection<Recipe> recipes, Output output) {
        if (recipes.stream().noneMatch(Recipe::learned)) {
            epochs.filter(said -> said > 0).ifPresent(said -> unused("--epochs " + said, output));
            setting.ifPresent(said -> unused("--setting " + said, output));
        }
    }

    private static void unused(String said, Output output) {
        output.note("Nothing is learned here: %s is not used.".formatted(said));
    }

    /** The chosen setting with the chosen epochs. */
    public LearningSetting setting() {
        LearningSetting named = LearningSetting.named(setting.orElse("default"));
        return epochs.map(named::withEpochs).orElse(named);
    }

    /** Of everything random. */
    public long seed() {
        return seed;
    }
}
