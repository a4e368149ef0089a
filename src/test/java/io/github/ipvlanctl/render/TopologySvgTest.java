package io.github.ipvlanctl.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.Topology;
import io.github.ipvlanctl.render.topology.TopologyShape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The picture, as its elements say that it is: that it can be read, one has to look. */
class TopologySvgTest {
    private static Element svg(List<Topology.Branch> branches) throws Exception {
        String text = Renderer.render(new TopologyShape(), branches, Format.SVG, false);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element svg, String name, String type) {
        NodeList all = svg.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (List.of(element.getAttribute("class").split(" ", -1)).contains(type)) {
                found.add(element);
            }
        }
        return found;
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static boolean isWithin(Element inner, Element outer) {
        return number(inner, "x") >= number(outer, "x")
                && number(inner, "y") >= number(outer, "y")
                && number(inner, "x") + number(inner, "width") <= number(outer, "x") + number(outer, "width")
                && number(inner, "y") + number(inner, "height") <= number(outer, "y") + number(outer, "height");
    }

    private static void assertApart(List<Element> boxes) {
        for (int i = 1; i < boxes.size(); i++) {
            Element above = boxes.get(i - 1);
            assertThat(number(boxes.get(i), "y")).isGreaterThan(number(above, "y") + number(above, "height"));
        }
    }

    @Test
    void everyLinkIsInAFrameAndNoBoxCoversAnother() throws Exception {
        Element svg = svg(TopologySample.branches());
        List<Element> links = elements(svg, "rect", "link");
        List<Element> frames = elements(svg, "rect", "frame");

        assertThat(links).hasSize(8).allMatch(link -> frames.stream().anyMatch(frame -> isWithin(link, frame)));
        assertApart(links);
        assertApart(frames);
        assertApart(elements(svg, "rect", "parent"));
    }

    @Test
    void everyTextIsWithinItsBoxAndEverythingWithinThePicture() throws Exception {
        Element svg = svg(TopologySample.branches());
        List<Element> boxes = new ArrayList<>(elements(svg, "rect", "link"));
        boxes.addAll(elements(svg, "rect", "parent"));
        int titles = 0;

        for (Element title : elements(svg, "text", "title")) {
            int end = number(title, "x") + 8 * title.getTextContent().length();
            assertThat(boxes)
                    .as(title.getTextContent())
                    .anyMatch(box -> number(title, "x") > number(box, "x")
                            && end < number(box, "x") + number(box, "width")
                            && number(title, "y") > number(box, "y")
                            && number(title, "y") < number(box, "y") + number(box, "height"));
            titles++;
        }
        assertThat(titles).isEqualTo(boxes.size());
        assertThat(elements(svg, "rect", "frame"))
                .allMatch(frame -> number(frame, "x") + number(frame, "width") < number(svg, "width")
                        && number(frame, "y") + number(frame, "height") < number(svg, "height"));
    }

    @Test
    void aLineLeadsFromAPortToEachLink() throws Exception {
        Element svg = svg(TopologySample.branches());

        assertThat(elements(svg, "path", "wire")).hasSize(8 + 4);
        assertThat(elements(svg, "path", "c0"))
                .as("of the first parent, and to its port")
                .hasSize(4 + 1);
    }

    @Test
    void whatIsWrongStandsOut() throws Exception {
        Element svg = svg(TopologySample.branches());

        assertThat(elements(svg, "rect", "wrong")).hasSize(5);
        assertThat(elements(svg, "text", "problem"))
                .extracting(Element::getTextContent)
                .contains("! 192.168.1.10 is the parent's own: the link", "  takes its traffic");
    }

    @Test
    void namesAreNoMarkup() throws Exception {
        assertThat(elements(svg(TopologySample.branches()), "text", "title"))
                .extracting(Element::getTextContent)
                .contains("v<&\"'0");
    }

    @Test
    void nothingIsAPictureToo() throws Exception {
        assertThat(elements(svg(List.of()), "text", "heading"))
                .extracting(Element::getTextContent)
                .containsExactly("0 parents, 0 links, 0 namespaces");
    }
}
