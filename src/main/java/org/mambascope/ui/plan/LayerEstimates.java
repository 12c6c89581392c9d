package org.mambascope.ui.plan;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.base.Problem;
import org.mambascope.quant.estimate.FirstEstimates;
import org.mambascope.quant.estimate.LayerEstimate;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningTarget;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.ui.session.Session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What the plan in mind will do to each layer, followed while a slider moves: the method is tried
 * on samples, beside the window's thread and whatever jobs run. What is known stays, so that only
 * what changed is computed; where that takes long, first answers are shown meanwhile.
 */
public final class LayerEstimates {
    /** So many answers are kept. */
    private static final int KEPT = 20_000;

    /** An answer depends on these alone. */
    public record Question(LayerSample sample, Recipe recipe, LayerBits bits) {}

    private final ReadOnlyObjectWrapper<Map<String, LayerEstimate>> shown =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final Map<Question, Optional<LayerEstimate>> known = new HashMap<>();
    private final Map<Question, Optional<LayerEstimate>> first = new HashMap<>();
    private final FirstEstimates estimates = new FirstEstimates();
    private final Session session;
    private final LayerSampling sampling;
    private final ObservableValue<PlanDraft> draft;
    private volatile List<Question> wanted = List.of();
    private volatile int layers;
    private boolean busy;

    LayerEstimates(Session session, LayerSampling sampling, ObservableValue<PlanDraft> draft) {
        this.session = session;
        this.sampling = sampling;
        this.draft = draft;
        draft.subscribe((before, now) -> follow());
        sampling.property()
                .subscribe(
                        (before, now) -> {
                            layers = now.size();
                            known.clear();
                            first.clear();
                            estimates.clear();
                            shown.set(Map.of());
                            follow();
                        });
    }

    /** By layer; those of the draft before until the present one's are there, if only about. */
    public ReadOnlyObjectProperty<Map<String, LayerEstimate>> shown() {
        return shown.getReadOnlyProperty();
    }

    /** What the plan asks of a layer; empty while its input is not known. */
    public Optional<Question> question(String layer) {
        return sampling.property().get().stream()
                .filter(sample -> sample.site().name().equals(layer))
                .findFirst()
                .map(sample -> question(sample, draft.getValue().recipe()));
    }

    /** What another method would do to a layer; empty until it is known. */
    public Optional<LayerEstimate> of(String layer, Method other) {
        return sampling.property().get().stream()
                .filter(sample -> sample.site().name().equals(layer))
                .map(sample -> question(sample, other.recipe()))
                .flatMap(question -> known.getOrDefault(question, Optional.empty()).stream())
                .findFirst();
    }

    private void follow() {
        wanted =
                sampling.property().get().stream()
                        .flatMap(
                                sample ->
                                        Stream.of(
                                                question(sample, draft.getValue().recipe()),
                                                question(sample, Method.RTN.recipe())))
                        .distinct()
                        .toList();
        List<Question> missing =
                wanted.stream().filter(question -> !known.containsKey(question)).toList();
        if (missing.isEmpty()) {
            first.clear();
            show();
        } else if (!busy) {
            busy = true;
            answer(missing);
        }
    }

    /** First answers before all others. */
    private void answer(List<Question> missing) {
        List<Question> slow =
                missing.stream()
                        .filter(this::takesLong)
                        .filter(question -> !first.containsKey(question))
                        .toList();
        if (slow.isEmpty()) {
            session.jobs().quietlyBeside(() -> answers(missing, this::answer), this::take);
        } else {
            session.jobs().quietlyBeside(() -> answers(slow, this::first), this::takeFirst);
        }
    }

    private Question question(LayerSample sample, Recipe recipe) {
        return new Question(
                sample,
                recipe.learning(LearningTarget.NONE),
                draft.getValue().bits().of(sample.site().name()));
    }

    private void take(Map<Question, Optional<LayerEstimate>> answers) {
        busy = false;
        if (known.size() > KEPT) {
            known.clear();
        }
        known.putAll(answers);
        follow();
    }

    private void takeFirst(Map<Question, Optional<LayerEstimate>> answers) {
        busy = false;
        first.putAll(answers);
        if (wanted.stream().allMatch(this::isAnswered)) {
            show();
        }
        follow();
    }

    private boolean isAnswered(Question question) {
        return known.containsKey(question)
                || first.getOrDefault(question, Optional.empty()).isPresent();
    }

    private Optional<LayerEstimate> answered(Question question) {
        return known.containsKey(question)
                ? known.get(question)
                : first.getOrDefault(question, Optional.empty());
    }

    private void show() {
        Map<String, LayerEstimate> found = new HashMap<>();
        for (LayerSample sample : sampling.property().get()) {
            answered(question(sample, draft.getValue().recipe()))
                    .ifPresent(estimate -> found.put(sample.site().name(), estimate));
        }
        shown.set(Map.copyOf(found));
    }

    /** Of the questions that are still asked when their turn comes. */
    private Map<Question, Optional<LayerEstimate>> answers(
            List<Question> questions,
            BiFunction<Question, NDManager, Optional<LayerEstimate>> answer) {
        Map<Question, Optional<LayerEstimate>> answers = new ConcurrentHashMap<>();
        List<Question> asked = wanted;
        try (NDManager owner = NDManager.newBaseManager(Device.cpu())) {
            questions.parallelStream()
                    .filter(question -> wanted == asked)
                    .forEach(question -> answers.put(question, answer.apply(question, owner)));
        }
        return answers;
    }

    private boolean takesLong(Question question) {
        return FirstEstimates.help(question.recipe(), layers);
    }

    /** Empty where the method cannot be carried out on the layer. */
    private Optional<LayerEstimate> answer(Question question, NDManager owner) {
        try {
            LayerEstimate found =
                    question.sample().estimate(question.recipe(), question.bits(), owner);
            if (takesLong(question)) {
                estimates.learn(
                        question.sample(), question.recipe(), question.bits(), found, owner);
            }
            return Optional.of(found);
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    private Optional<LayerEstimate> first(Question question, NDManager owner) {
        try {
            return estimates.of(question.sample(), question.recipe(), question.bits(), owner);
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
