package org.mambascope.experiment.evaluation;

import org.mambascope.base.Progress;
import org.mambascope.quant.layer.QuantisedLayer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which layers suffer most from quantisation: each is quantised alone. */
public final class Sensitivity {
    private Sensitivity() {}

    /**
     * Measures every layer.
     *
     * @param evaluation of the original model
     * @param layers quantised ones
     * @param limit images to answer, at most
     * @return the most sensitive layer first, by the SQNR of the logits
     * @throws org.mambascope.base.Problem as {@link Evaluation#run}, or if the original gives no
     *     numbers
     */
    public static List<LayerSensitivity> measure(
            Evaluation<?> evaluation, List<QuantisedLayer> layers, long limit, Progress progress) {
        List<List<QuantisedLayer>> variants = new ArrayList<>();
        variants.add(List.of());
        layers.forEach(layer -> variants.add(List.of(layer)));
        List<? extends Answers> answers = evaluation.run(variants, limit, progress);
        Answers original = answers.getFirst().requireNumbers("the original");
        return IntStream.range(0, layers.size())
                .mapToObj(i -> of(layers.get(i), original, answers.get(i + 1)))
                .sorted(Comparator.comparingDouble(each -> each.comparison().signalToNoise()))
                .toList();
    }

    private static LayerSensitivity of(QuantisedLayer layer, Answers original, Answers found) {
        return new LayerSensitivity(
                layer.name(),
                layer.bits(),
                found.accuracyPercent(),
                found.loss(),
                found.against(original));
    }
}
