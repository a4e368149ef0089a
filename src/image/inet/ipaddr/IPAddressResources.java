package inet.ipaddr;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;

/**
 * In the place of the library's messages, whose file it reads before it reads its first address: a tenth of the time of a
 * command with one, for what ipvlanctl never shows. Their keys say enough to who looks for a mistake. Java takes a class before
 * a file of its name.
 */
public class IPAddressResources extends ResourceBundle {
    @Override
    protected Object handleGetObject(String key) {
        return key;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.emptyEnumeration();
    }
}
