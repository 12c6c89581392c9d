package org.mambascope.model.localvim;

import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.initial.InitialWeights;
import org.mambascope.model.initial.Initialiser;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.plain.PlainInitialWeights;

import java.util.List;
import java.util.Map;

/**
 * Configuration of a LocalVim: the arguments of the original constructor, by their meaning.
 *
 * @param plain configuration that every plain Visual Mamba has
 * @param directions names of each block's scans, as {@link org.mambascope.model.layer.ScanOrder}
 *     knows them; every block has the same number
 * @param attentionWidth channels between the two layers of the attention over channels
 */
public record LocalVimConfiguration(
        PlainConfiguration plain, List<List<String>> directions, int attentionWidth)
        implements ModelConfiguration {
    public LocalVimConfiguration {
        directions = directions.stream().map(List::copyOf).toList();
    }

    /** As published: an eighth of the channels inside the attention. */
    public static LocalVimConfiguration published(
            PlainConfiguration plain, List<List<String>> directions) {
        return new LocalVimConfiguration(plain, directions, plain.innerWidth() / 8);
    }

    @Override
    public String architecture() {
        return "localvim";
    }

    @Override
    public Map<String, Object> arguments() {
        Map<String, Object> arguments = plain.arguments();
        arguments.put("bimamba_type", "v2");
        arguments.put("directions", directions);
        return arguments;
    }

    /**
     * As {@code VisionMamba} and {@code MultiMamba} of the original begin, but for dt_proj: the
     * original draws it as Mamba does, marks it as not to be touched, and then resets it with all
     * other linear layers, which makes every time step about 0.7. Here it stays as drawn.
     */
    @Override
    public InitialWeights initialWeights() {
        PlainInitialWeights layout = new PlainInitialWeights(plain);
        layout.weights().addConvolution("patch_embed.proj", layout.patchShape());
        layout.addFrame(Initialiser.constant(0));
        Initialiser narrow = Initialiser.truncatedNormal(0.02);
        layout.addBlocks(narrow, (blocks, mixer) -> addScans(blocks, mixer, narrow));
        return layout.weights();
    }

    private void addScans(PlainInitialWeights layout, String mixer, Initialiser linear) {
        for (int scan = 0; scan < directions.getFirst().size(); scan++) {
            layout.addScan(mixer, "_" + scan, "A_log_" + scan, linear);
        }
        int inner = plain.innerWidth();
        InitialWeights weights = layout.weights();
        weights.addNorm(mixer + "attn.norm", inner, true);
        weights.addLinear(mixer + "attn.global_reduce", linear, inner, attentionWidth);
        weights.addLinear(mixer + "attn.channel_select", linear, attentionWidth, inner);
    }
}
