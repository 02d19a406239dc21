@NullMarked
package org.geotimeline.cli.answer;

import org.jspecify.annotations.NullMarked;
