@NullMarked
package org.geotimeline.question.asked;

import org.jspecify.annotations.NullMarked;
