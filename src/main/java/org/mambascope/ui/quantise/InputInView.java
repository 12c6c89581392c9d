package org.mambascope.ui.quantise;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.base.Problem;
import org.mambascope.quant.estimate.RoundedInput;
import org.mambascope.ui.plan.LayerEstimates.Question;
import org.mambascope.ui.session.Session;

import java.util.Optional;

/** What enters the layer in view as the plan rounds it, found beside the window's thread. */
final class InputInView {
    private final ReadOnlyObjectWrapper<Optional<RoundedInput>> shown =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Session session;
    private Optional<Question> asked = Optional.empty();
    private boolean busy;

    InputInView(Session session) {
        this.session = session;
    }

    /** Of the plan before while the present one's is found; empty while nothing is known. */
    ReadOnlyObjectProperty<Optional<RoundedInput>> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Looks at another layer, or at the same with other bits. */
    void look(Optional<Question> question) {
        if (question.equals(asked)) {
            return;
        }
        if (!question.map(Question::sample).equals(asked.map(Question::sample))) {
            shown.set(Optional.empty());
        }
        asked = question;
        if (!busy) {
            question.ifPresent(this::find);
        }
    }

    private void find(Question question) {
        busy = true;
        session.jobs()
                .quietlyBeside(
                        () -> rounded(question),
                        found -> {
                            busy = false;
                            if (asked.equals(Optional.of(question))) {
                                shown.set(found);
                            } else {
                                asked.ifPresent(this::find);
                            }
                        });
    }

    private static Optional<RoundedInput> rounded(Question question) {
        if (!question.bits().quantisesActivations()) {
            return Optional.empty();
        }
        try (NDManager owner = NDManager.newBaseManager(Device.cpu())) {
            return Optional.of(
                    question.sample().rounded(question.recipe(), question.bits(), owner));
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
