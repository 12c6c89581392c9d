package org.mambascope.quant.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.base.Problem;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.Probe;
import org.mambascope.model.token.TokenStream;
import org.mambascope.quant.calibration.BlockActivations;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.tensor.cpu.thread.ThreadSharing;
import org.mambascope.tensor.dispatch.FakeQuantisation;
import org.mambascope.tensor.gradient.AdamW;
import org.mambascope.tensor.gradient.DifferentiableKernels;
import org.mambascope.tensor.gradient.GradientTape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * JLSS of one block: learns all its smoothing scales and step sizes together, so that on what the
 * quantised blocks before it give it answers as the original block does on the original's.
 */
public final class BlockReconstruction implements AutoCloseable {
    /** Epochs without progress after which learning has settled. */
    private static final int PATIENCE = 4;

    /** Less than this share of the loss is no progress. */
    private static final double PROGRESS = 2e-3;

    /**
     * Of the hidden output's cosine distance, where the stream's error is all: enough to hold a
     * small hidden output to its target, too little to cost SQNR.
     */
    private static final float JOINT_SHARE = 0.05f;

    /** Threads up to which halves of a batch fill them better than the kernels of a whole one. */
    private static final int FEW_THREADS = 4;

    private final ModelBlock block;
    private final DifferentiableKernels kernels;
    private final FakeQuantisation quantisers;
    private final LearningSetting setting;
    private final BlockActivations in;
    private final BlockActivations target;
    private final NDManager owner;
    private final List<TrainableLinear> layers = new ArrayList<>();
    private final AdamW optimiser;
    private final NDArray jointShare;

    /** Makes a layer that learns of one that was found by search. */
    @FunctionalInterface
    public interface Kind {
        TrainableLinear on(QuantisedLayer layer, FloatingLinear original, NDManager owner);
    }

    /**
     * Outcome of learning.
     *
     * @param layers with the parameters that were kept
     * @param start the loss before learning
     * @param end the loss with the parameters that were kept
     * @param curve of the epochs
     * @param startDistance mean cosine distance of the hidden output before learning
     * @param endDistance the same with the parameters that were kept
     */
    public record Learned(
            List<QuantisedLayer> layers,
            double start,
            double end,
            List<Double> curve,
            double startDistance,
            double endDistance) {}

    private record Measured(double loss, double distance) {}

    /**
     * Puts layers that learn into the block.
     *
     * @param start layers where learning starts, by name
     * @param learning makes layers that learn
     * @param in inputs of the block, in batches of an optimiser step or parts of one
     * @param target outputs of the original block
     */
    public BlockReconstruction(
            ModelBlock block,
            Map<String, QuantisedLayer> start,
            DifferentiableKernels kernels,
            FakeQuantisation quantisers,
            LearningSetting setting,
            Kind learning,
            BlockActivations in,
            BlockActivations target) {
        this.block = block;
        this.kernels = kernels;
        this.quantisers = quantisers;
        this.setting = setting;
        this.in = in;
        this.target = target;
        owner = in.manager().newSubManager();
        jointShare = owner.create(JOINT_SHARE);
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        Map<String, Double> rates = new LinkedHashMap<>();
        for (LinearSlot slot : block.slots()) {
            QuantisedLayer layer = start.get(slot.site().name());
            if (layer != null) {
                TrainableLinear learned = learning.on(layer, slot.original(), owner);
                layers.add(learned);
                parameters.putAll(learned.parameters());
                learned.parameters()
                        .keySet()
                        .forEach(name -> rates.put(name, learned.rate(name, setting)));
                slot.replace(learned);
            }
        }
        optimiser =
                new AdamW(
                        kernels,
                        parameters,
                        name -> new AdamW.Treatment(setting.weightDecay(), rates.get(name)),
                        setting.longestGradient());
        Stream.of(owner, in.manager(), target.manager()).forEach(ThreadSharing::share);
    }

    /**
     * Learns.
     *
     * @param seed of the order of batches
     * @param epochEnd hears every epoch's loss, and may stop everything by an exception
     */
    public Learned learn(long seed, DoubleConsumer epochEnd) {
        return kernels.learning(() -> learned(seed, epochEnd));
    }

    private Learned learned(long seed, DoubleConsumer epochEnd) {
        Measured start = requireNumber(measure());
        Measured best = start;
        List<QuantisedLayer> kept = results();
        List<Double> curve = new ArrayList<>();
        Random random = new Random(seed);
        long step = 0;
        int without = 0;
        for (int epoch = 0; epoch < setting.epochs() && !settled(epoch, without); epoch++) {
            double running = 0;
            List<List<Integer>> steps = steps(random);
            long all = (long) setting.epochs() * steps.size();
            for (List<Integer> batches : steps) {
                running += step(batches, ++step, rate(step, all));
            }
            if (!setting.keepsBest() || isEarly(epoch)) {
                curve.add(running / steps.size());
                epochEnd.accept(curve.getLast());
                continue;
            }
            Measured now = measure();
            curve.add(now.loss());
            epochEnd.accept(now.loss());
            without = now.loss() < best.loss() * (1 - PROGRESS) ? 0 : without + 1;
            if (now.loss() < best.loss()) {
                best = now;
                kept = results();
            }
        }
        Measured end = requireNumber(setting.keepsBest() ? best : measure());
        return new Learned(
                setting.keepsBest() ? kept : results(),
                start.loss(),
                end.loss(),
                curve,
                start.distance(),
                end.distance());
    }

    private Measured requireNumber(Measured measured) {
        if (!Double.isFinite(measured.loss())) {
            throw new Problem(
                    "Learning %s came to a loss that is no number (%s): take more bits, another method, or --setting default."
                            .formatted(block.name(), measured.loss()));
        }
        return measured;
    }

    /** While the rate is high, the loss after an epoch is not yet worth its measuring. */
    private boolean isEarly(int epoch) {
        return 2 * (epoch + 1) <= setting.epochs();
    }

    private boolean settled(int epoch, int without) {
        return without >= PATIENCE && !isEarly(epoch);
    }

    /** The published rate is constant; ours falls along a cosine. */
    private double rate(long step, long steps) {
        return setting.keepsBest() ? (1 + Math.cos(Math.PI * step / steps)) / 2 : 1;
    }

    /** Numbers of the batches of every optimiser step of an epoch. */
    private List<List<Integer>> steps(Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < in.batches().size(); i++) {
            order.add(i);
        }
        if (setting.batchSize(in.images()) >= in.images()) {
            return List.of(order);
        }
        Collections.shuffle(order, random);
        return order.stream().map(List::of).toList();
    }

    private double step(List<Integer> batches, long step, double rate) {
        int images = batches.stream().mapToInt(this::images).sum();
        List<Part> parts =
                batches.size() == 1
                        ? halves(batches.getFirst())
                        : batches.stream().map(this::whole).toList();
        double[] losses = new double[parts.size()];
        IntConsumer learn = part -> losses[part] = learnFrom(parts.get(part), images);
        if (batches.size() == 1 && kernels.threads() <= FEW_THREADS) {
            kernels.sideBySide(losses.length, learn);
        } else {
            IntStream.range(0, losses.length).forEach(learn);
        }
        optimiser.step(step, rate);
        return DoubleStream.of(losses).sum();
    }

    /** Adds to the gradients; gives the part's share of the loss. */
    private double learnFrom(Part part, int images) {
        try (NDManager scope = owner.newSubManager();
                GradientTape tape = kernels.newTape()) {
            NDArray loss = loss(answer(scope, part, images));
            double value = loss.getFloat();
            tape.backward(loss);
            return value;
        }
    }

    /** Some of a batch's images. */
    private record Part(int batch, int first, int end) {
        TokenStream of(BlockActivations streams, NDManager owner) {
            TokenStream whole = streams.batches().get(batch);
            return new TokenStream(
                    some(whole.hidden(), owner), whole.residual().map(array -> some(array, owner)));
        }

        private NDArray some(NDArray images, NDManager owner) {
            NDArray some = images.get(first + ":" + end).duplicate();
            some.attach(owner);
            return some;
        }
    }

    private Part whole(int batch) {
        return new Part(batch, 0, images(batch));
    }

    /**
     * Two, since the sum of two gradients is the same whichever comes first; with any number of
     * threads, so that all learn the same.
     */
    private List<Part> halves(int batch) {
        int images = images(batch);
        return images == 1
                ? List.of(whole(batch))
                : List.of(new Part(batch, 0, images / 2), new Part(batch, images / 2, images));
    }

    /** Means over all images, without learning. */
    private Measured measure() {
        Measured[] parts = new Measured[in.batches().size()];
        int images = in.images();
        kernels.sideBySide(
                parts.length,
                batch -> {
                    try (NDManager scope = owner.newSubManager()) {
                        Answer answer = answer(scope, whole(batch), images);
                        parts[batch] =
                                new Measured(
                                        loss(answer).getFloat(),
                                        answer.distance(quantisers).getFloat());
                    }
                });
        return new Measured(
                Stream.of(parts).mapToDouble(Measured::loss).sum(),
                Stream.of(parts).mapToDouble(Measured::distance).sum());
    }

    private int images(int batch) {
        return Math.toIntExact(in.batches().get(batch).hidden().getShape().get(0));
    }

    /**
     * Output of the block for a batch, and its target.
     *
     * @param share of a token in a mean
     */
    private record Answer(TokenStream out, TokenStream wanted, NDArray share) {
        NDArray distance(FakeQuantisation quantisers) {
            return quantisers.cosineDistance(out.hidden(), wanted.hidden(), share);
        }

        NDArray error(FakeQuantisation quantisers) {
            NDArray sum = wanted.sum();
            // Without a residual the sum is the hidden output itself, which is needed again.
            if (wanted.residual().isPresent()) {
                sum.attach(share.getManager());
            }
            return quantisers.relativeError(out.sum(), sum, share);
        }
    }

    private Answer answer(NDManager scope, Part part, int images) {
        TokenStream out = block.apply(part.of(in, scope), Probe.NONE);
        TokenStream wanted = part.of(target, scope);
        long tokens = wanted.hidden().getShape().get(1);
        return new Answer(out, wanted, scope.create(1f / (images * tokens)));
    }

    private NDArray loss(Answer answer) {
        return switch (setting.loss()) {
            case HIDDEN_COSINE -> answer.distance(quantisers);
            case STREAM_AND_HIDDEN ->
                    answer.error(quantisers).add(answer.distance(quantisers).mul(jointShare));
        };
    }

    private List<QuantisedLayer> results() {
        return layers.stream().map(TrainableLinear::result).toList();
    }

    @Override
    public void close() {
        optimiser.close();
        owner.close();
    }
}
