package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.cli.option.CalibrationOptions;
import org.mambascope.cli.option.EvaluationOptions;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.option.TableOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.report.figure.ExperimentTables;
import org.mambascope.workflow.LayerTrials;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code sensitivity MODEL --bits B --dataset PATH --calibration PATH}. */
@Command(
        name = "sensitivity",
        mixinStandardHelpOptions = true,
        description =
                "Quantises each layer alone and ranks the layers by what that does to the logits.")
public final class SensitivityCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "pts-smooth",
            description = "One that learns nothing. Default: ${DEFAULT-VALUE}.")
    private String method;

    @Option(
            names = "--bits",
            paramLabel = "wNaN",
            defaultValue = "w4a4",
            description = "Bits of weights and activations. Default: ${DEFAULT-VALUE}.")
    private String bits;

    @Mixin private final EvaluationOptions images = new EvaluationOptions(256);

    @Mixin private CalibrationOptions calibration;

    @Mixin private TableOptions tables;

    @Mixin private Output output;

    @Override
    public Integer call() throws IOException {
        Method chosen = Method.named(method);
        if (chosen.recipe().learned()) {
            throw new Problem(
                    "Expected a method that learns nothing for the sensitivity of single layers, found %s: take pts-smooth."
                            .formatted(method));
        }
        calibration.tellUnused(List.of(chosen.recipe()), output);
        LayerBits width = LayerBits.parse(bits);
        try (LoadedModel loaded = model.load(output)) {
            Evaluation<?> evaluation = images.of(loaded, output);
            QuantisationPlan plan =
                    new QuantisationPlan(
                            chosen,
                            calibration.recipe(chosen),
                            BitPlan.uniform(width),
                            calibration.setting(),
                            calibration.seed());
            CalibrationSet set = calibration.read(loaded, output);
            output.overlap(set.contents(), evaluation.contents(images.limit(), output.progress()));
            tables.print(
                    ExperimentTables.sensitivity(
                            new LayerTrials(loaded, plan, set)
                                    .sensitivity(
                                            evaluation,
                                            images.limit(),
                                            output.announced("Quantising"),
                                            output.announced("Measuring each layer alone")),
                            evaluation.measuredBy()),
                    output);
        }
        return 0;
    }
}
