package org.mambascope.ui.control;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

import org.mambascope.image.Picture;

import java.util.Optional;

/** A picture in a square, small ones with visible pixels, with an outline around a part of it. */
public final class PictureView extends Region {
    private static final int SMALL = 64;

    private final Canvas canvas = new Canvas();
    private final Rectangle outline = new Rectangle();
    private Optional<Picture> picture = Optional.empty();
    private Optional<Rectangle2D> part = Optional.empty();

    public PictureView(double side) {
        getStyleClass().add("picture");
        outline.getStyleClass().add("outline");
        outline.setManaged(false);
        setMinSize(side, side);
        setPrefSize(side, side);
        setMaxSize(side, side);
        canvas.setWidth(side);
        canvas.setHeight(side);
        getChildren().setAll(canvas, outline);
        showPart(Optional.empty());
    }

    /** Shows a picture, or nothing. */
    public void show(Optional<Picture> shown) {
        picture = shown;
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        shown.ifPresent(
                some -> {
                    Rectangle2D place = place(some);
                    graphics.setImageSmoothing(Math.max(some.width(), some.height()) > SMALL);
                    graphics.drawImage(
                            image(some),
                            place.getMinX(),
                            place.getMinY(),
                            place.getWidth(),
                            place.getHeight());
                });
        showPart(part);
    }

    /** Outlines a part, given in fractions of the picture's width and height. */
    public void showPart(Optional<Rectangle2D> outlined) {
        part = outlined;
        outline.setVisible(outlined.isPresent() && picture.isPresent());
        outlined.ifPresent(
                fractions ->
                        picture.map(this::place)
                                .ifPresent(
                                        place -> {
                                            outline.setX(
                                                    place.getMinX()
                                                            + fractions.getMinX()
                                                                    * place.getWidth());
                                            outline.setY(
                                                    place.getMinY()
                                                            + fractions.getMinY()
                                                                    * place.getHeight());
                                            outline.setWidth(
                                                    fractions.getWidth() * place.getWidth());
                                            outline.setHeight(
                                                    fractions.getHeight() * place.getHeight());
                                        }));
    }

    /** A place of this view in fractions of the picture's width and height, 0 … 1 inside it. */
    public Optional<Point2D> fraction(double x, double y) {
        return picture.map(this::place)
                .map(
                        place ->
                                new Point2D(
                                        (x - place.getMinX()) / place.getWidth(),
                                        (y - place.getMinY()) / place.getHeight()));
    }

    private Rectangle2D place(Picture shown) {
        double scale =
                Math.min(canvas.getWidth() / shown.width(), canvas.getHeight() / shown.height());
        double width = shown.width() * scale;
        double height = shown.height() * scale;
        return new Rectangle2D(
                (canvas.getWidth() - width) / 2, (canvas.getHeight() - height) / 2, width, height);
    }

    private static WritableImage image(Picture picture) {
        WritableImage image = new WritableImage(picture.width(), picture.height());
        int[] opaque = new int[picture.rgb().length];
        for (int i = 0; i < opaque.length; i++) {
            opaque[i] = 0xff000000 | picture.rgb()[i];
        }
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getIntArgbInstance(),
                        opaque,
                        0,
                        picture.width());
        return image;
    }
}
