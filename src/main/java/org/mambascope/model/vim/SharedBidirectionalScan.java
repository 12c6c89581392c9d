package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.ScanProbe;
import org.mambascope.model.layer.SelectiveSsm;
import org.mambascope.model.plain.MultiDirectionScan;
import org.mambascope.model.plain.ScanBranch;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.ScanOutput;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.SequencePermutation;

import java.util.Optional;

/** {@link Directions#SHARED}: the way back sees the same selection, with a decay of its own. */
record SharedBidirectionalScan(ScanBranch forward, SelectiveScan backward, ScanProbe behind)
        implements MultiDirectionScan {
    @Override
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        SelectiveSsm.Selection selection = forward.select(x, probe);
        Optional<ChannelRange> gate = Optional.of(z);
        NDArray ahead =
                forward.stateSpace().scan(selection, gate, ScanOutput.along(forward.path()));
        SelectiveSsm.Selection back = selection.reversed();
        behind.offer(back, probe);
        ScanOutput both =
                ScanOutput.added(
                        SequencePermutation.backward(forward.path().tokens()), Optional.of(ahead));
        return backward.apply(back.u(), back.delta(), back.b(), back.c(), gate, both);
    }
}
