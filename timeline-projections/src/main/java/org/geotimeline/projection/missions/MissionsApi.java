package org.geotimeline.projection.missions;

import java.util.List;
import org.geotimeline.projection.runtime.Answer;
import org.geotimeline.projection.runtime.Clocks;
import org.geotimeline.projection.runtime.Registered;
import org.geotimeline.projection.runtime.RowsOf;
import org.geotimeline.projection.runtime.StepTable.Cells;
import org.geotimeline.projection.runtime.StepTables;
import org.geotimeline.projection.runtime.View;
import org.geotimeline.recording.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /missions} and {@code /accreditations}. */
@RestController
@RequestMapping("/api/v1")
class MissionsApi {

    private final View view;
    private final Registered names;

    MissionsApi(StepTables tables, Register register) {
        this.view = new View(tables, MissionsProjection.NAME, MissionsProjection.KEYS, MissionsApi::name);
        this.names = new Registered(register);
    }

    private static void name(ObjectNode row, String cell) {
        String[] parts = cell.split("\\|", 3);
        row.put("dataset", parts[1].equals("-") ? null : parts[1]);
        if (parts.length > 2) {
            row.put("person", parts[2]);
        }
    }

    /** Who has a mission where, at which level, under whom; a row for each dataset that tells of it. */
    @GetMapping("/missions")
    @RowsOf(
            projection = MissionsProjection.NAME,
            timeline = {"sender", "receiver"},
            cell = "mission|{dataset}")
    Answer<JsonNode> missions(
            Clocks clocks,
            @RequestParam @Nullable String sender,
            @RequestParam @Nullable String receiver,
            @RequestParam @Nullable String level,
            @RequestParam @Nullable String stage,
            @RequestParam @Nullable String person,
            @RequestParam @Nullable String dataset,
            @RequestParam @Nullable String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return asking(clocks, sender, receiver, dataset, over, MissionsProjection.MISSION)
                .matching("level", level)
                .matching("stage", stage)
                .matching("person", person)
                .answer("mission is told", "missions are told", limit, cursor);
    }

    /** Which persons were nominated, accepted, in office, gone. */
    @GetMapping("/accreditations")
    @RowsOf(
            projection = MissionsProjection.NAME,
            timeline = {"sender", "receiver"},
            cell = "accreditation|{dataset}|{person}")
    Answer<JsonNode> accreditations(
            Clocks clocks,
            @RequestParam @Nullable String sender,
            @RequestParam @Nullable String receiver,
            @RequestParam @Nullable String person,
            @RequestParam @Nullable String stage,
            @RequestParam @Nullable String inOffice,
            @RequestParam @Nullable String dataset,
            @RequestParam @Nullable String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return asking(clocks, sender, receiver, dataset, over, MissionsProjection.ACCREDITATION)
                .matching("person", person)
                .matching("stage", stage)
                .matching("inOffice", Registered.word("inOffice", inOffice, List.of("yes", "possibly", "no")))
                .answer("accreditation is told", "accreditations are told", limit, cursor);
    }

    private View.Asking asking(
            Clocks clocks,
            @Nullable String sender,
            @Nullable String receiver,
            @Nullable String dataset,
            @Nullable String over,
            String cells) {
        return view.ask(clocks)
                .where("sender", names.actor("sender", sender))
                .where("receiver", names.actor("receiver", receiver))
                .cells(Cells.under(cells))
                .matching("dataset", names.named("dataset", "dataset", dataset))
                .over(over);
    }
}
