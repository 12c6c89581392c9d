package org.mambascope.model.localvim;

import org.mambascope.model.LayerRole;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.layer.ChannelAttention;
import org.mambascope.model.layer.ScanOrder;
import org.mambascope.model.layer.ScanPermutation;
import org.mambascope.model.plain.MultiDirectionScan;
import org.mambascope.model.plain.PlainBuilder;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.plain.ScanBranch;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds a LocalVim from its weights. */
public final class LocalVimBuilder extends PlainBuilder {
    private final LocalVimConfiguration configuration;
    private final StateDictLoader weights;
    private final Kernels kernels;
    private final Map<String, ScanPermutation> plans = new HashMap<>();

    /**
     * A builder; weights that are missing or misshapen are noted in {@code weights}.
     *
     * @param weights their manager will own the model
     * @param kernels of the weights' device
     */
    public LocalVimBuilder(
            LocalVimConfiguration configuration, StateDictLoader weights, Kernels kernels) {
        super(configuration.plain(), weights, kernels);
        this.configuration = configuration;
        this.weights = weights;
        this.kernels = kernels;
    }

    @Override
    protected MultiDirectionScan scans(int block, String prefix, TokenOrder seen) {
        List<ScanBranch> branches = new ArrayList<>();
        for (String name : configuration.directions().get(block)) {
            ScanPermutation plan = plans.computeIfAbsent(name, this::plan);
            String suffix = "_" + branches.size();
            TokenOrder order = plan.order().order();
            branches.add(direction(block, prefix, suffix, "A_log" + suffix, order, plan));
        }
        ChannelAttention attention =
                ChannelAttention.of(
                        weights,
                        kernels,
                        prefix + "attn",
                        configuration.plain().innerWidth(),
                        configuration.attentionWidth());
        return new LocalMultiScan(kernels, branches, attention);
    }

    /** MambaQuant, which tells what is folded, has no LocalVim: its steps keep their basis. */
    @Override
    protected LayerRole stepRole() {
        return LayerRole.OTHER;
    }

    private ScanPermutation plan(String name) {
        PlainConfiguration plain = configuration.plain();
        ScanOrder order = ScanOrder.named(name, plain.side(), plain.side(), plain.classToken());
        return new ScanPermutation(order, kernels, weights.manager());
    }

    @Override
    protected String family() {
        return "LocalVim";
    }

    @Override
    protected String form() {
        PlainConfiguration plain = configuration.plain();
        String position = plain.rotaryPosition() ? ", rotary position embedding" : "";
        return plain.classToken().words() + position;
    }
}
