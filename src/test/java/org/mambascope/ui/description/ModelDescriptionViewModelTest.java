package org.mambascope.ui.description;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.image.Interpolation;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.Assumption;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.FakeBackend.Described;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Session;
import org.mambascope.workflow.DescriptionPlace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ModelDescriptionViewModelTest {
    private final FakeBackend backend = new FakeBackend();
    private final Session session = Opened.nothing(backend);

    private ModelDescriptionViewModel opened() {
        session.openModel(Path.of("vim.pth"));
        return new ModelDescriptionViewModel(session, session.modelProperty().get().orElseThrow());
    }

    @Test
    @DisplayName("asks for each argument that the weights cannot tell, with what was assumed")
    void asksForArguments() {
        backend.assume(
                new Assumption("use_middle_cls_token", "true", "class token in the middle"),
                new Assumption("stride", "16", "patches side by side"));

        ModelDescriptionViewModel viewModel = opened();

        assertThat(viewModel.arguments())
                .extracting(each -> each.value().get())
                .containsExactly("true", "16");
        assertThat(viewModel.arguments().getFirst().choices()).containsExactly("true", "false");
        assertThat(viewModel.arguments().getLast().choices()).isEmpty();
    }

    @Test
    @DisplayName("what is said is kept, and the model is opened anew")
    void keepsWhatIsSaid() {
        backend.assume(new Assumption("stride", "16", "patches side by side"));
        ModelDescriptionViewModel viewModel = opened();
        viewModel.arguments().getFirst().value().set(" 8 ");
        viewModel.pictures().shorterSide().set("20");
        viewModel.pictures().interpolation().set(Interpolation.BILINEAR);

        viewModel.keep(DescriptionPlace.IN_PROGRAM);

        assertThat(backend.described())
                .containsExactly(
                        new Described(
                                Path.of("vim.pth"),
                                Map.of("stride", "8"),
                                new Preprocessing(
                                        16,
                                        16,
                                        new Preprocessing.Fit.ResizeAndCrop(
                                                20, Interpolation.BILINEAR),
                                        Preprocessing.IMAGENET_MEAN,
                                        Preprocessing.IMAGENET_DEVIATION),
                                DescriptionPlace.IN_PROGRAM));
        assertThat(backend.loadedOn()).hasSize(2);
    }

    @Test
    @DisplayName("the command line says the same")
    void saysItAsACommand() {
        backend.assume(new Assumption("stride", "16", "patches side by side"));
        ModelDescriptionViewModel viewModel = opened();
        assertThat(viewModel.terminal().getValue())
                .isEqualTo("mambascope inspect vim.pth --set stride=16");

        viewModel.pictures().method().set(PictureFields.Method.PAD);
        viewModel.pictures().border().forEach(side -> side.set("2"));
        viewModel.pictures().mean().forEach(colour -> colour.set("0,5"));
        viewModel.pictures().deviation().forEach(colour -> colour.set("1.0"));

        assertThat(viewModel.terminal().getValue())
                .isEqualTo(
                        "mambascope inspect vim.pth --set stride=16 --preprocessing '{\"grey_to_rgb\":true,\"pad\":[2,2,2,2],\"pad_value\":0,\"resize\":null,\"crop\":null,\"mean\":[0.5,0.5,0.5],\"std\":[1.0,1.0,1.0]}'");
    }

    @Test
    @DisplayName("fields that make no sense are named, and nothing can be kept")
    void namesWhatIsWrong() {
        ModelDescriptionViewModel viewModel = opened();
        assertThat(viewModel.problem().getValue()).isEmpty();

        viewModel.pictures().mean().getFirst().set("half");
        assertThat(viewModel.problem().getValue()).contains("half");
        assertThat(viewModel.canKeep().getValue()).isFalse();

        viewModel.useImageNet();
        assertThat(viewModel.canKeep().getValue()).isTrue();

        viewModel.pictures().method().set(PictureFields.Method.PAD);
        viewModel.pictures().border().forEach(side -> side.set("9"));
        assertThat(viewModel.problem().getValue()).contains("leaves no room");
        viewModel.keep(DescriptionPlace.BESIDE_WEIGHTS);
        assertThat(backend.described()).isEqualTo(List.of());
    }
}
