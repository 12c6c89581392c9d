package org.mambascope.ui.sidebar;

import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.image.Picture;
import org.mambascope.report.NumberFormatting;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;

/** The images that are analysed, which of them is chosen, and how to get others. */
public final class ImagesViewModel {
    private final Session session;
    private final FileDialogs dialogs;
    private final ObservableValue<List<Picture>> pictures;
    private final ObservableValue<String> count;

    public ImagesViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.dialogs = dialogs;
        this.pictures =
                session.imagesProperty()
                        .map(images -> images.map(ImageSet::previews).orElse(List.of()));
        this.count =
                session.imagesProperty()
                        .map(images -> images.map(ImagesViewModel::count).orElse(""));
    }

    private static String count(ImageSet images) {
        return images.size() == images.total()
                ? NumberFormatting.count(images.size())
                : Texts.of(
                        "images.sample",
                        NumberFormatting.count(images.size()),
                        NumberFormatting.count(images.total()));
    }

    /** Previews of the images. */
    public ObservableValue<List<Picture>> pictures() {
        return pictures;
    }

    /** How many images there are, in words. */
    public ObservableValue<String> count() {
        return count;
    }

    /** Index of the chosen image. */
    public IntegerProperty chosen() {
        return session.selection().imageProperty();
    }

    /** Chooses the next or an earlier image, if there is one. */
    public void move(int steps) {
        int target = chosen().get() + steps;
        if (target >= 0 && target < pictures.getValue().size()) {
            chosen().set(target);
        }
    }

    /** Asks for pictures and adds them. */
    public void addFiles() {
        List<Path> files = dialogs.images();
        if (!files.isEmpty()) {
            session.addImages(files);
        }
    }

    /** Asks for a folder and adds what it holds. */
    public void addFolder() {
        dialogs.folder().ifPresent(folder -> session.addImages(List.of(folder)));
    }

    /** Forgets all images. */
    public void clear() {
        session.clearImages();
    }
}
