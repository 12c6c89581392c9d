package org.mambascope.report.export;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DLosslessImageEncoder;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** A drawing as a PDF document of one page, with text as outlines in its own typeface. */
final class PdfDrawing {
    private static final float POINTS_PER_PIXEL = 72f / 96;

    private PdfDrawing() {}

    /**
     * The bytes of a document.
     *
     * @param title of the document
     * @param subject of the document's metadata
     * @param width of the page in 1/96 inch
     * @param height likewise
     * @param content draws into an area of this size
     */
    static byte[] bytes(
            String title, String subject, int width, int height, Consumer<Graphics2D> content)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setSubject(subject);
            PDPage page =
                    new PDPage(
                            new PDRectangle(width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL));
            document.addPage(page);
            PdfBoxGraphics2D graphics =
                    new PdfBoxGraphics2D(
                            document, width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL);
            graphics.setImageEncoder(new PdfBoxGraphics2DLosslessImageEncoder());
            graphics.scale(POINTS_PER_PIXEL, POINTS_PER_PIXEL);
            content.accept(graphics);
            graphics.disposeDanglingChildGraphics();
            graphics.dispose();
            try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                stream.drawForm(graphics.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
