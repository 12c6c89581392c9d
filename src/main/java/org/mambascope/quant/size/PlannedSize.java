package org.mambascope.quant.size;

import org.mambascope.model.LayerSite;
import org.mambascope.quant.file.QuantisedFileSize;
import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.TokenMeans;
import org.mambascope.quant.layer.WeightCodes;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningTarget;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.plan.RoundingRule;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.RangeEstimator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The size of the file that a method would give for a plan, from what the method stores of each
 * layer: codes, steps of weights and of tokens, zero points, smoothing scales, axes, means and
 * offsets. Where the method chooses each layer's basis by the images, every layer is counted with
 * the dearest. To be asked by one thread.
 */
public final class PlannedSize {
    private record Key(String layer, LayerBits bits) {}

    private final Map<Key, QuantisedFileSize.Layer> known = new HashMap<>();
    private final QuantisedFileSize file;
    private final List<LayerSite> sites;
    private final Recipe recipe;

    /**
     * Of the files that a method gives.
     *
     * @param file that would be written
     * @param sites all layers
     * @param recipe of the method
     */
    public PlannedSize(QuantisedFileSize file, List<LayerSite> sites, Recipe recipe) {
        this.file = file;
        this.sites = List.copyOf(sites);
        this.recipe = recipe;
    }

    /** Bytes of the file for a plan. */
    public long bytes(BitPlan plan) {
        return file.ofLayers(
                plan,
                sites.stream()
                        .filter(site -> !plan.of(site.name()).isFloating())
                        .map(site -> layer(site, plan.of(site.name())))
                        .toList());
    }

    private QuantisedFileSize.Layer layer(LayerSite site, LayerBits bits) {
        return known.computeIfAbsent(
                new Key(site.name(), bits),
                _ -> QuantisedFileSize.Layer.of(blank(site, bits), site.outputChannels()));
    }

    /** A layer as the method makes it, without numbers, and with one row of codes. */
    private QuantisedLayer blank(LayerSite site, LayerBits bits) {
        int inputs = site.inputChannels();
        int outputs = site.outputChannels();
        boolean coded = bits.quantisesWeights();
        InputBasis basis = basis(site, coded);
        boolean moved =
                recipe.rounding() == RoundingRule.ERROR_FEEDBACK
                        || recipe.learning() == LearningTarget.RANGES;
        return new QuantisedLayer(
                site.name(),
                bits,
                basis,
                coded
                        ? Optional.of(new WeightCodes(1, inputs, new byte[inputs], new float[1]))
                        : Optional.empty(),
                steps(site, bits),
                basis.mean().map(mean -> new float[mean.rank() * outputs]),
                coded && moved ? Optional.of(new float[outputs]) : Optional.empty());
    }

    private InputBasis basis(LayerSite site, boolean coded) {
        int inputs = site.inputChannels();
        InputBasis plain =
                InputBasis.smoothed(
                        recipe.smoothing().isPresent()
                                ? Optional.of(new float[inputs])
                                : Optional.empty());
        if (!coded) {
            return plain;
        }
        InputBasis rotated =
                new InputBasis(plain.smooth(), Optional.empty(), Optional.empty(), true);
        return switch (recipe.basis()) {
            case PLAIN -> plain;
            case ROTATED, ROTATED_WHERE_BETTER -> rotated;
            case CHOSEN ->
                    new InputBasis(
                            plain.smooth(), Optional.of(means(site)), Optional.empty(), true);
            case PRINCIPAL ->
                    switch (site.role()) {
                        case FOLDABLE ->
                                new InputBasis(
                                        plain.smooth(),
                                        Optional.empty(),
                                        Optional.of(new float[inputs * inputs]),
                                        true);
                        case OUTPUT -> rotated;
                        case OTHER -> plain;
                    };
        };
    }

    private static TokenMeans means(LayerSite site) {
        int tokens = site.input().tokens();
        int rank = Math.min(TokenMeans.MOST, Math.min(tokens, site.inputChannels()));
        return new TokenMeans(
                rank, new float[tokens * rank], new float[rank * site.inputChannels()]);
    }

    private ActivationParameters steps(LayerSite site, LayerBits bits) {
        return bits.quantisesActivations()
                ? RangeEstimator.blank(recipe.activations(), site.input().tokens())
                : new ActivationParameters.None();
    }
}
