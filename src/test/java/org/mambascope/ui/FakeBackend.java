package org.mambascope.ui;

import ai.djl.Device;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.image.Dataset;
import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.ui.session.Backend;
import org.mambascope.ui.session.Observation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Opens every file as a {@link FakeMamba} and every path as one picture; a name that contains
 * "broken" is a problem. Remembers what it was asked.
 */
public final class FakeBackend implements Backend {
    private final List<Integer> analysed = new ArrayList<>();
    private final List<Device> loadedOn = new ArrayList<>();
    private final int blocks;
    private final int side;
    private Consumer<Progress> duringAnalysis = progress -> {};

    public FakeBackend() {
        this(3, 4);
    }

    /** Models have so many blocks and a square grid of patches. */
    public FakeBackend(int blocks, int side) {
        this.blocks = blocks;
        this.side = side;
    }

    /** What happens in the middle of every analysis. */
    public void duringAnalysis(Consumer<Progress> action) {
        duringAnalysis = action;
    }

    /** Number of images of every analysis that was begun. */
    public List<Integer> analysed() {
        return analysed;
    }

    /** Devices of every model that was loaded. */
    public List<Device> loadedOn() {
        return loadedOn;
    }

    @Override
    public List<Device> devices() {
        return List.of(Device.cpu(), Device.gpu(0));
    }

    @Override
    public LoadedModel load(Path file, Device device, Progress progress) {
        String name = file.getFileName().toString();
        if (name.contains("broken")) {
            throw new Problem("The file " + name + " is damaged: fetch it again.");
        }
        loadedOn.add(device);
        return new LoadedModel(
                name.substring(0, name.lastIndexOf('.')),
                file,
                new FakeMamba(blocks, side),
                Preprocessing.imageNet(4 * side),
                List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
                List.of("The class token is assumed to be in the middle."));
    }

    @Override
    public Dataset open(List<Path> sources) {
        return new OnePictureEach(sources);
    }

    @Override
    public AnalysisResult analyse(LoadedModel model, Dataset images, Progress progress) {
        analysed.add(images.size());
        progress.report(1, 2, "Images: 1 of 2");
        duringAnalysis.accept(progress);
        progress.checkCancelled();
        FakeMamba network = (FakeMamba) model.network();
        Map<String, PointStatistics> points = new LinkedHashMap<>();
        for (ObservationPoint point : network.points()) {
            points.put(point.name(), network.statistics(point, images.size()));
        }
        return new AnalysisResult(
                points,
                images.size(),
                0.4,
                IntStream.range(0, images.size()).map(i -> i % 10).boxed().toList());
    }

    @Override
    public Observation overlay(LoadedModel model, Dataset images, Progress progress) {
        AnalysisResult all = analyse(model, images, progress);
        FakeMamba network = (FakeMamba) model.network();
        Map<String, PointStatistics> single = new LinkedHashMap<>();
        for (ObservationPoint point : network.points()) {
            single.put(point.name(), network.statistics(point, 1).withoutMagnitudes());
        }
        return new Observation(all, Collections.nCopies(images.size(), single));
    }

    @Override
    public List<PointStatistics> weights(LoadedModel model, Progress progress) {
        return model.network().layers().stream().map(FakeBackend::weights).toList();
    }

    private static PointStatistics weights(LayerSite site) {
        PointAccumulator accumulator =
                new PointAccumulator(
                        new ObservationPoint(
                                site.name() + ".weight",
                                site.block(),
                                site.kind(),
                                site.inputChannels(),
                                TokenOrder.unplaced(site.outputChannels())));
        float[] values = new float[site.inputChannels() * site.outputChannels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 % 11 - 5) / 10f;
        }
        accumulator.add(values);
        return accumulator.finish();
    }

    private record OnePictureEach(List<Path> sources) implements Dataset {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public int size() {
            return sources.size();
        }

        @Override
        public Picture picture(int index) {
            String name = sources.get(index).getFileName().toString();
            if (name.contains("broken")) {
                throw new Problem("The picture " + name + " cannot be read.");
            }
            int[] rgb = IntStream.range(0, 1024).map(i -> i * 0x000203 + index * 40).toArray();
            return new Picture(name, 32, 32, rgb);
        }

        @Override
        public OptionalInt label(int index) {
            return OptionalInt.empty();
        }

        @Override
        public List<String> classes() {
            return List.of();
        }
    }
}
