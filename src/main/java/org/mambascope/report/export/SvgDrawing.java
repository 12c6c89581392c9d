package org.mambascope.report.export;

import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SimpleImageHandler;
import org.apache.batik.svggen.StyleHandler;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

/**
 * A drawing that becomes SVG: text as text, for pages that bring the font, or as outlines, which
 * look the same everywhere; colours are written as {@code rgb(r,g,b)} in style attributes, where a
 * page can replace them.
 */
public final class SvgDrawing {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private final SVGGraphics2D graphics;
    private final Dimension size;
    private final String id;

    /** A drawing whose texts become outlines; the id begins all names inside. */
    public static SvgDrawing ofShapes(int width, int height, String id) {
        return new SvgDrawing(width, height, id, true);
    }

    /** A drawing whose texts stay text; the id begins all names inside, one for each in a page. */
    static SvgDrawing ofTexts(int width, int height, String id) {
        return new SvgDrawing(width, height, id, false);
    }

    private SvgDrawing(int width, int height, String id, boolean shapes) {
        this.size = new Dimension(width, height);
        this.id = id;
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
        context.setComment(null);
        context.setIDGenerator(new PrefixedNames(id));
        context.setStyleHandler(new Styles());
        context.setGenericImageHandler(new SimpleImageHandler(new EmbeddedPng()));
        this.graphics = new SVGGraphics2D(context, shapes);
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    public Graphics2D graphics() {
        return graphics;
    }

    /** All that was drawn, as a document of its own size that says what it is. */
    public String document(String title, String description) {
        Element root = root();
        Element words = root.getOwnerDocument().createElementNS(NAMESPACE, "desc");
        words.setTextContent(description);
        root.insertBefore(words, root.getFirstChild());
        Element name = root.getOwnerDocument().createElementNS(NAMESPACE, "title");
        name.setTextContent(title);
        root.insertBefore(name, words);
        root.setAttribute("width", Integer.toString(size.width));
        root.setAttribute("height", Integer.toString(size.height));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + written(root) + "\n";
    }

    /** All that was drawn, as an element of a page, as wide as its place. */
    String element() {
        Element root = root();
        root.setAttribute("id", id);
        return written(root);
    }

    private Element root() {
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
        NodeList definitions = root.getElementsByTagNameNS(NAMESPACE, "defs");
        for (int i = 0; i < definitions.getLength(); i++) {
            // The generator names one of them alike in every drawing, and nothing refers to it.
            ((Element) definitions.item(i)).removeAttribute("id");
        }
        return root;
    }

    private static String written(Element root) {
        StringWriter text = new StringWriter();
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            writer.transform(new DOMSource(root), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static final class PrefixedNames extends SVGIDGenerator {
        private final String prefix;

        PrefixedNames(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public String generateID(String kind) {
            return prefix + "-" + super.generateID(kind);
        }
    }

    /** Presentation attributes as one sorted style. */
    private static final class Styles implements StyleHandler {
        @Override
        public void setStyle(Element element, Map map, SVGGeneratorContext context) {
            Map<String, String> sorted = new TreeMap<>();
            for (Object entry : map.entrySet()) {
                var attribute = (Map.Entry<?, ?>) entry;
                String name = attribute.getKey().toString();
                sorted.put(name, value(name, attribute.getValue().toString()));
            }
            String own = element.getAttribute("style");
            element.setAttribute(
                    "style",
                    sorted.entrySet().stream()
                            .map(style -> style.getKey() + ":" + style.getValue())
                            .collect(Collectors.joining(";", "", own.isEmpty() ? "" : ";" + own)));
        }

        private static String value(String name, String value) {
            return switch (name) {
                case "font-family" -> family(value);
                case "fill", "stroke" ->
                        switch (value) {
                            case "white" -> "rgb(255,255,255)";
                            case "black" -> "rgb(0,0,0)";
                            default -> value;
                        };
                default -> value;
            };
        }

        /** Readers may lack the font. */
        private static String family(String value) {
            return value.equals("sans-serif") || value.equals("'" + Font.SANS_SERIF + "'")
                    ? "sans-serif"
                    : value + ", sans-serif";
        }
    }

    /** Embeds bitmaps in the file, every pixel once. */
    private static final class EmbeddedPng extends DefaultImageHandler {
        private static final int DPI = 96;

        @Override
        protected void handleHREF(Image image, Element element, SVGGeneratorContext context) {
            BufferedImage copy =
                    new BufferedImage(
                            image.getWidth(null),
                            image.getHeight(null),
                            BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = copy.createGraphics();
            graphics.drawImage(image, 0, 0, null);
            graphics.dispose();
            embed(copy, element);
        }

        @Override
        protected void handleHREF(
                RenderedImage image, Element element, SVGGeneratorContext context) {
            embed(image, element);
        }

        @Override
        protected void handleHREF(
                RenderableImage image, Element element, SVGGeneratorContext context) {
            embed(image.createDefaultRendering(), element);
        }

        private static void embed(RenderedImage image, Element element) {
            try {
                element.setAttributeNS(
                        XLINK,
                        "xlink:href",
                        "data:image/png;base64,"
                                + Base64.getEncoder().encodeToString(PngFile.encode(image, DPI)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            element.setAttribute("style", "image-rendering:pixelated");
        }
    }
}
