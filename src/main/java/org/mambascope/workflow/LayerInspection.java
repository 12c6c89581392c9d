package org.mambascope.workflow;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.dataset.Batch;
import org.mambascope.dataset.Batches;
import org.mambascope.dataset.Dataset;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.estimate.LayerSamples;
import org.mambascope.quant.file.QuantisedFile;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.LayerBits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inspection of the quantisable layers of a model: their matrices, inputs and bases.
 *
 * @param model the original
 */
public record LayerInspection(LoadedModel model) {
    /**
     * Quality of quantising a layer's input in every basis.
     *
     * @param images whose activations enter the layer
     */
    public List<BasisComparison.Finding> bases(
            LayerSite layer, Dataset images, BasisQuestion question, Progress progress) {
        List<float[]> batches = new ArrayList<>();
        AnalysisResult seen =
                new Analyses(model, images)
                        .run(
                                List.of(layer.input()),
                                (point, first, values) -> batches.add(values.clone()),
                                progress);
        progress.checkCancelled();
        return new BasisComparison(
                        layer, Math.toIntExact(seen.images()), joined(batches), weight(layer))
                .run(
                        new LayerBits(question.bits(), question.bits()),
                        question.quantised().flatMap(file -> smoothing(file, layer)),
                        question.alpha(),
                        model.network().manager());
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private float[] weight(LayerSite layer) {
        return model.network().slots().stream()
                .filter(slot -> slot.site().name().equals(layer.name()))
                .findFirst()
                .orElseThrow()
                .original()
                .weight()
                .toFloatArray();
    }

    /** The scales that a quantised file divides this layer's input by. */
    private static Optional<float[]> smoothing(Path file, LayerSite layer) {
        try (WeightFile weights = WeightFiles.open(file)) {
            return QuantisedFile.isQuantised(weights)
                    ? QuantisedFile.read(weights).layers().stream()
                            .filter(quantised -> quantised.name().equals(layer.name()))
                            .findFirst()
                            .flatMap(QuantisedLayer::smooth)
                    : Optional.empty();
        }
    }

    /**
     * Samples of the inputs of all layers, in the order in which these run.
     *
     * @param images that the model would be calibrated with
     */
    public List<LayerSample> samples(Dataset images, Progress progress) {
        Batch all = new Batches(images, model.preprocessing(), images.size(), broken -> {}).next();
        CalibrationSet set =
                new CalibrationSet(
                        images.name(),
                        all.images(),
                        model.preprocessing().height(),
                        model.preprocessing().width(),
                        all.values());
        return LayerSamples.take(model.network(), set, progress);
    }

    /** Statistics of the matrices of all layers, in the order in which these run. */
    public List<PointStatistics> weights(Progress progress) {
        List<LinearSlot> slots = model.network().slots();
        List<PointStatistics> weights = new ArrayList<>();
        for (LinearSlot slot : slots) {
            progress.checkCancelled();
            progress.report(weights.size(), slots.size(), slot.site().name());
            weights.add(weights(slot));
        }
        return weights;
    }

    private static PointStatistics weights(LinearSlot slot) {
        LayerSite site = slot.site();
        PointAccumulator accumulator =
                new PointAccumulator(
                        new ObservationPoint(
                                site.name() + ".weight",
                                site.block(),
                                site.kind(),
                                site.inputChannels(),
                                TokenOrder.unplaced(site.outputChannels())));
        accumulator.add(slot.original().weight().toFloatArray());
        return accumulator.finish();
    }
}
