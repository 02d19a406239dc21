@NullMarked
package org.geotimeline.question;

import org.jspecify.annotations.NullMarked;
