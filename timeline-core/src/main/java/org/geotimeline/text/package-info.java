/** Letters and spellings: how texts are compared that people write differently, and whether a text can be seen at all. */
@NullMarked
package org.geotimeline.text;

import org.jspecify.annotations.NullMarked;
