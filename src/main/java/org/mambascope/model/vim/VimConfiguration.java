package org.mambascope.model.vim;

import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.initial.InitialWeights;
import org.mambascope.model.initial.Initialiser;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.plain.PlainInitialWeights;

import java.util.Map;

/**
 * Configuration of a Vim: the arguments of the original constructor, by their meaning.
 *
 * @param plain configuration that every plain Visual Mamba has
 * @param directions in which a mixer scans
 * @param dividesOutput whether the two directions are averaged, not added
 * @param alternating whether blocks come in pairs, one forward and one backward
 */
public record VimConfiguration(
        PlainConfiguration plain, Directions directions, boolean dividesOutput, boolean alternating)
        implements ModelConfiguration {
    /** As published: both directions with weights of their own, averaged. */
    public static VimConfiguration published(PlainConfiguration plain) {
        return new VimConfiguration(plain, Directions.SEPARATE, true, false);
    }

    @Override
    public String architecture() {
        return "vim";
    }

    @Override
    public Map<String, Object> arguments() {
        Map<String, Object> arguments = plain.arguments();
        arguments.put("stride", plain.stride());
        arguments.put("use_double_cls_token", plain.classToken() == ClassToken.BOTH_ENDS);
        arguments.put("bimamba_type", directions.argument());
        arguments.put("if_bidirectional", alternating);
        arguments.put("if_divide_out", dividesOutput);
        return arguments;
    }

    /** As {@code VisionMamba} and {@code Mamba} of the original begin. */
    @Override
    public InitialWeights initialWeights() {
        PlainInitialWeights layout = new PlainInitialWeights(plain);
        layout.weights()
                .add("patch_embed.proj.weight", Initialiser.lecunNormal(), layout.patchShape());
        layout.weights().add("patch_embed.proj.bias", Initialiser.constant(0), plain.width());
        layout.addFrame(Initialiser.truncatedNormal(0.02));
        layout.addBlocks(Initialiser.kaimingUniform(), this::addScans);
        return layout.weights();
    }

    private void addScans(PlainInitialWeights layout, String mixer) {
        layout.addScan(mixer, "", "A_log", Initialiser.kaimingUniform());
        switch (directions) {
            case FORWARD -> {}
            case SHARED -> layout.addDecay(mixer + "A_b_log");
            case SEPARATE -> layout.addScan(mixer, "_b", "A_b_log", Initialiser.kaimingUniform());
        }
    }
}
