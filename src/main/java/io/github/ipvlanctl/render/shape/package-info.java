/** What output says of each kind of thing, and how it says it to people where a table will not do. Keys are only ever added. */
@NullMarked
package io.github.ipvlanctl.render.shape;

import org.jspecify.annotations.NullMarked;
