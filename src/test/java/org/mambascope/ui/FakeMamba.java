package org.mambascope.ui;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ClassifierHead;
import org.mambascope.model.Head;
import org.mambascope.model.LayerRole;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.layer.ScanOrder;
import org.mambascope.model.layer.ScanPoints;
import org.mambascope.model.token.TokenStream;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Vim that computes nothing: its statistics are invented, the same at every call. The last
 * block's out_proj is the most fragile point, and token 3 its widest.
 */
public final class FakeMamba implements VisualMamba {
    /** Number of channels of every layer, unless another is asked for. */
    public static final int CHANNELS = 24;

    private static final List<String> SCANS =
            List.of("h", "h_flip", "v", "v_flip", "w3", "w3_flip");

    private final TokenOrder order;
    private final int blocks;
    private final int channels;
    private boolean closed;

    /** A model of blocks and a square grid of patches, with the class token in the middle. */
    public FakeMamba(int blocks, int side) {
        this(blocks, side, CHANNELS);
    }

    /** The same, of so many channels. */
    public FakeMamba(int blocks, int side, int channels) {
        this.blocks = blocks;
        this.channels = channels;
        int middle = side * side / 2;
        this.order =
                new TokenOrder(
                        side,
                        side,
                        IntStream.rangeClosed(0, side * side)
                                .map(
                                        i ->
                                                i == middle
                                                        ? TokenOrder.CLASS_TOKEN
                                                        : i < middle ? i : i - 1)
                                .toArray());
    }

    /** What a point showed, of so many images. */
    public PointStatistics statistics(ObservationPoint point, int images) {
        PointAccumulator accumulator = new PointAccumulator(point);
        accumulator.add(values(point, images));
        return accumulator.finish();
    }

    /** What a point shows: images × tokens × channels. */
    float[] values(ObservationPoint point, int images) {
        Random random = new Random(point.name().hashCode());
        float reach = point.kind().equals("out_proj") ? 20 + 10 * point.block() : 1;
        int size = point.tokens() * channels;
        float[] values = new float[images * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        for (int image = 0; image < images; image++) {
            int outlier = image * size + 3 * channels + 7;
            values[outlier] *= reach;
            values[outlier] += reach;
        }
        return values;
    }

    /** Whether its weights were freed. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public ModelSummary summary() {
        return new ModelSummary(
                "Vim",
                "class token in the middle",
                1_234_567,
                4 * order.rows(),
                4 * order.columns(),
                4,
                order.length(),
                blocks,
                channels,
                16,
                10);
    }

    @Override
    public List<LayerSite> layers() {
        return IntStream.range(0, blocks)
                .boxed()
                .flatMap(
                        block ->
                                Stream.of("in_proj", "x_proj", "x_proj_b", "out_proj")
                                        .map(kind -> site(block, kind)))
                .toList();
    }

    private LayerSite site(int block, String kind) {
        return new LayerSite(
                "layers." + block + ".mixer." + kind,
                block,
                kind,
                LayerRole.OTHER,
                channels,
                channels,
                kind.endsWith("_b") ? order.reversed() : order);
    }

    @Override
    public List<ObservationPoint> points() {
        return layers().stream().map(LayerSite::input).toList();
    }

    /** Every block scans in another order. */
    @Override
    public List<ObservationPoint> scanPoints() {
        return IntStream.range(0, blocks)
                .mapToObj(this::scan)
                .flatMap(scan -> scan.all().stream())
                .toList();
    }

    private ScanPoints scan(int block) {
        ScanOrder scanned =
                ScanOrder.named(
                        SCANS.get(block % SCANS.size()),
                        order.rows(),
                        order.columns(),
                        ClassToken.MIDDLE);
        return ScanPoints.of(
                "layers." + block + ".mixer.", "", block, channels, channels, scanned.order());
    }

    @Override
    public List<LinearSlot> slots() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, NDArray> parameters() {
        return Map.of();
    }

    @Override
    public Kernels kernels() {
        throw new UnsupportedOperationException();
    }

    @Override
    public NDManager manager() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TokenStream embed(NDArray images, Probe probe) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelBlock> blocks() {
        return List.of();
    }

    @Override
    public Head head() {
        return (ClassifierHead)
                (last, probe) -> {
                    throw new UnsupportedOperationException();
                };
    }

    @Override
    public NDArray forward(NDArray images, Probe probe) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }
}
