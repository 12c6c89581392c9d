package org.mambascope.model.vim;

import org.mambascope.model.TokenOrder;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.layer.ScanProbe;
import org.mambascope.model.plain.MultiDirectionScan;
import org.mambascope.model.plain.PlainBuilder;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.plain.ScanBranch;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.ScanWeights;
import org.mambascope.tensor.SequencePermutation;
import org.mambascope.tensor.TokenPermutation;

/** Builds a Vim from its weights. */
public final class VimBuilder extends PlainBuilder {
    private final VimConfiguration configuration;
    private final StateDictLoader weights;
    private final Kernels kernels;

    /**
     * A builder; weights that are missing or misshapen are noted in {@code weights}.
     *
     * @param weights their manager will own the model
     * @param kernels of the weights' device
     */
    public VimBuilder(VimConfiguration configuration, StateDictLoader weights, Kernels kernels) {
        super(configuration.plain(), weights, kernels);
        this.configuration = configuration;
        this.weights = weights;
        this.kernels = kernels;
    }

    @Override
    protected MultiDirectionScan scans(int block, String prefix, TokenOrder seen) {
        int tokens = seen.length();
        TokenPermutation ahead = SequencePermutation.forward(tokens);
        ScanBranch forward = direction(block, prefix, "", "A_log", seen, ahead);
        return switch (configuration.directions()) {
            case FORWARD -> forward::apply;
            case SHARED -> shared(block, prefix, seen, forward);
            case SEPARATE ->
                    new SeparateBidirectionalScan(
                            kernels,
                            forward,
                            direction(
                                    block,
                                    prefix,
                                    "_b",
                                    "A_b_log",
                                    seen.reversed(),
                                    SequencePermutation.backward(tokens)),
                            configuration.dividesOutput());
        };
    }

    private SharedBidirectionalScan shared(
            int block, String prefix, TokenOrder seen, ScanBranch forward) {
        PlainConfiguration plain = configuration.plain();
        int inner = plain.innerWidth();
        ScanProbe behind =
                inside(
                        new ScanWeights(
                                weights.take(prefix + "A_b_log", inner, plain.stateSize()),
                                weights.take(prefix + "D", inner),
                                weights.take(prefix + "dt_proj.bias", inner)),
                        block,
                        prefix,
                        "_b",
                        seen.reversed());
        return new SharedBidirectionalScan(forward, behind.weights().scan(kernels), behind);
    }

    @Override
    protected boolean alternating() {
        return configuration.alternating();
    }

    @Override
    protected String family() {
        return "Vim";
    }

    @Override
    protected String form() {
        return configuration.plain().classToken().words();
    }
}
