package org.mambascope.ui.description;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.base.Problem;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.LoadedModel;
import org.mambascope.ui.action.CommandLine;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.DescriptionPlace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the open model's weights cannot tell, and how pictures become its input. */
public final class ModelDescriptionViewModel {
    private final Session session;
    private final LoadedModel model;
    private final List<Argument> arguments;
    private final PictureFields pictures;
    private final ObservableValue<Optional<Preprocessing>> preprocessing;
    private final ObservableValue<String> problem;
    private final ObservableValue<String> terminal;

    public ModelDescriptionViewModel(Session session, LoadedModel model) {
        this.session = session;
        this.model = model;
        this.arguments = model.assumptions().stream().map(Argument::of).toList();
        this.pictures = new PictureFields(model.preprocessing());
        Observable[] fields = pictures.all();
        this.preprocessing = Bindings.createObjectBinding(this::read, fields);
        this.problem = Bindings.createStringBinding(this::problemNow, fields);
        this.terminal =
                Bindings.createStringBinding(
                        this::terminalNow,
                        Stream.concat(Stream.of(fields), arguments.stream().map(Argument::value))
                                .toArray(Observable[]::new));
    }

    private Optional<Preprocessing> read() {
        try {
            return Optional.of(pictures.read());
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    private String problemNow() {
        try {
            pictures.read();
            return "";
        } catch (Problem e) {
            return e.getMessage();
        }
    }

    private String terminalNow() {
        List<String> line = new ArrayList<>(List.of("inspect", model.file().toString()));
        said().forEach((name, value) -> line.addAll(List.of("--set", name + "=" + value)));
        read().filter(now -> !now.equals(model.preprocessing()))
                .ifPresent(now -> line.addAll(List.of("--preprocessing", now.toJson().toString())));
        return CommandLine.of(line);
    }

    private Map<String, String> said() {
        Map<String, String> said = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            if (!argument.value().get().isBlank()) {
                said.put(argument.assumption().argument(), argument.value().get().strip());
            }
        }
        return said;
    }

    /** The model's name. */
    public String name() {
        return model.name();
    }

    /** Size of the input, in words. */
    public String size() {
        return Texts.of(
                "description.size", model.preprocessing().width(), model.preprocessing().height());
    }

    /** Arguments that its weights do not give; empty if they and a description give all. */
    public List<Argument> arguments() {
        return arguments;
    }

    /** Preprocessing of images. */
    public PictureFields pictures() {
        return pictures;
    }

    /** Fault of the fields; empty if there is none. */
    public ObservableValue<String> problem() {
        return problem;
    }

    /** True if the fields are valid. */
    public ObservableValue<Boolean> canKeep() {
        return preprocessing.map(Optional::isPresent);
    }

    /** The command that looks at the model like this. */
    public ObservableValue<String> terminal() {
        return terminal;
    }

    /** Fills the fields as is usual for ImageNet. */
    public void useImageNet() {
        pictures.show(Preprocessing.imageNet(model.preprocessing().height()));
    }

    /** Keeps what was said, and opens the model anew. */
    public void keep(DescriptionPlace where) {
        read().ifPresent(
                        now ->
                                session.jobs()
                                        .start(
                                                Texts.of("job.describe", model.name()),
                                                job -> {
                                                    session.backend()
                                                            .describe(model, said(), now, where);
                                                    return model.file();
                                                },
                                                session::openModel));
    }

    /** Forgets what this program keeps of the model, and opens it anew. */
    public void forget() {
        session.jobs()
                .start(
                        Texts.of("job.describe", model.name()),
                        job -> {
                            session.backend().forget(model.file());
                            return model.file();
                        },
                        session::openModel);
    }

    /** Returns true if this program keeps a description of the model. */
    public boolean isKept() {
        return session.backend().description(model.file()).isPresent();
    }
}
