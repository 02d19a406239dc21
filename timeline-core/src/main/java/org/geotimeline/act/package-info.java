/**
 * What can happen, and what can be said about it.
 *
 * <p>An act is a record in the sealed family of its package; {@link org.geotimeline.act.Family} is how a family is
 * found and what its rules are. Acts of knowledge ({@code knowledge}) correct, retract, confirm, dispute, merge and
 * split any act; {@link org.geotimeline.act.Dossier} folds an act and all acts about it into its
 * {@link org.geotimeline.act.Revision} under the clocks. {@link org.geotimeline.act.ActJson} reads and writes acts as
 * flat JSON and says exactly where a body is wrong.
 */
@NullMarked
package org.geotimeline.act;

import org.jspecify.annotations.NullMarked;
