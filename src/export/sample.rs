//! A realistic set of minutes, plainly invented, on which the formats are tested and looked at.

use chrono::{TimeZone, Utc};

use super::document::{
    Block, Callout, CalloutKind, Cell, Column, Document, Field, Level, Part, Run, Signatory, Signature, Table,
    TableKind,
};

/// Gives minutes of about four pages.
pub(super) fn minutes() -> Document {
    Document {
        title: "MACE Part 1 minutes".into(),
        subject: "Mid quadrant, Thursday 3 December 2026".into(),
        status: "Draft: not yet approved by the chair".into(),
        marking: "OFFICIAL-SENSITIVE".into(),
        header_left: "Essex MACE · Mid · Part 1".into(),
        header_right: "3 December 2026 · draft".into(),
        foot: String::new(),
        reference: vec![
            Field::new("Date and time", "Thursday 3 December 2026, 09:30 to 12:02"),
            Field::new("Venue", "Committee Room 2, County Hall, Chelmsford"),
            Field::new("Chair", "Priya Shah, Service Manager, Children & Families"),
            Field::new("Minute-taker", "Tom Hale, Business Support"),
        ],
        language: "en-GB".into(),
        author: "Tom Hale".into(),
        created: Utc.with_ymd_and_hms(2026, 12, 3, 13, 5, 0).single().unwrap_or_default(),
        parts: vec![
            part("opening", None, opening()),
            part("item-5", Some("case-1"), first_child()),
            part("item-6", Some("case-2"), second_child()),
            part(
                "business",
                None,
                vec![
                    Block::heading(Level::One, "7  Any other business"),
                    Block::text("None was raised."),
                    Block::heading(Level::One, "8  Summary of actions"),
                ],
            ),
            part("summary-1", Some("case-1"), vec![actions("", &first_actions(), false)]),
            part("summary-2", Some("case-2"), vec![actions("", &second_actions(), true)]),
            part("closing", None, closing()),
        ],
    }
}

fn part(id: &str, about: Option<&str>, blocks: Vec<Block>) -> Part {
    Part { id: id.into(), about: about.map(Into::into), blocks }
}

fn opening() -> Vec<Block> {
    vec![
        Block::heading(Level::One, "1  Welcome, introductions and apologies"),
        table(
            TableKind::Attendance,
            &[("Agency", 30), ("Designation", 34), ("Name", 20), ("Attendance", 22)],
            &[
                &["Children & Families", "Service Manager (chair)", "Priya Shah", "Present"],
                &["Children & Families", "Hidden Harm Operational Lead", "Dan Obi", "Present"],
                &["Children & Families", "Missing Coordinator", "Ruth Penn", "Present"],
                &["Police Local Policing", "Senior Police Lead", "Insp. Mark Vale", "Present from 09:41"],
                &["Police OC Triage Team", "DI representative", "DS Ann Cole", "Present"],
                &["Police", "Missing Person Liaison Officer", "Lee Marsh", "Present"],
                &["Education Access Team", "Principal Officer", "Joan Frost", "Apologies; Amir Khan for her, briefed"],
                &["Community health", "Named Nurse LAC", "Sue Webb", "Present until 11:30"],
                &["Chelmsford City Council", "Safeguarding Lead", "Ola Reed", "Present"],
                &["Maldon District Council", "Safeguarding Lead", "", "Absent; no apologies received"],
                &["Youth Offending Service", "Regional Team Manager", "Kit Lowe", "Present"],
                &["Children's Society", "CSE Practitioner", "Zoë Brandt", "Present"],
            ],
        ),
        Block::heading(Level::One, "2  Information-sharing statement"),
        Block::text("The chair read the statement. All present agreed to it at 09:36; Insp. Vale agreed on joining."),
        Block::heading(Level::One, "3  Minutes of the last meeting and matters arising"),
        Block::text("The minutes of 5 November 2026 were agreed as a true record. There were no matters arising."),
        Block::heading(Level::One, "4  Review of the action log"),
        table(
            TableKind::Actions,
            &[("Ref", 8), ("Owner", 20), ("Action", 46), ("Due", 16), ("Outcome", 24)],
            &[
                &[
                    "A1",
                    "Ola Reed, Chelmsford",
                    "Ask licensing for the taxi rank's camera coverage",
                    "26 Nov 2026",
                    "Done: coverage confirmed, letter sent",
                ],
                &[
                    "A2",
                    "Lee Marsh, Police",
                    "Update the flag on the two vehicles",
                    "19 Nov 2026",
                    "Not done: awaiting the analyst. Carried to 10 Dec 2026",
                ],
            ],
        ),
    ]
}

fn first_child() -> Vec<Block> {
    vec![
        Block::heading(Level::One, "5  M-2026-014: AB, aged 15 (review)"),
        Block::Fields {
            fields: vec![
                Field::new("Risk level", "High, up from Medium on 5 November"),
                Field::new("Plan", "Child in Need; open to MACE for seven months"),
                Field::new("Missing", "4 episodes in 90 days: triage trigger met"),
                Field {
                    label: "Present for item".into(),
                    value: vec![Run::plain("All but Maldon; "), Run::muted("ASW Nell Drew by invitation")],
                },
            ],
        },
        Block::heading(Level::Two, "Reason for concern"),
        Block::text(
            "AB has been seen repeatedly at the retail park with two older males. She returned from her last episode with a new telephone that she would not explain.",
        ),
        Block::heading(Level::Two, "What the child says"),
        Block::quote("I can look after myself. I like going there because nobody asks me questions."),
        Block::note("Told to her social worker, 30 November 2026; her mother's view is on the template."),
        Block::heading(Level::Two, "Agency updates"),
        updates(&[
            (
                "Children & Families",
                "The plan was reviewed on 24 November. AB keeps most appointments but leaves early. Her mother reports late nights and new clothes. A strategy discussion was held on 27 November, and the missing prevention plan was signed within the 72 hours.",
            ),
            (
                "Police Local Policing",
                "Two vehicles have been linked to the retail park. Officers have been briefed, and the area is on the evening patrol plan until Christmas. One adult male has been served with a child abduction warning notice.",
            ),
            (
                "Police MPLO",
                "Four episodes since 5 September: two from home, one from school, one from her aunt's address. Longest 19 hours. Missing Chats were offered each time; two accepted, two declined.",
            ),
            (
                "Education Access Team",
                "Attendance is 71 %. The school has moved her to a reduced timetable, against which the panel will hear an objection on 8 December.",
            ),
            (
                "Community health",
                "Seen twice by the school nurse. No concern was disclosed; a further appointment stands for 9 December.",
            ),
            (
                "Youth Offending Service",
                "Seen twice at the retail park with older males while a worker was there with another young person. Not known to the service otherwise.",
            ),
            ("Children's Society", "Nothing to report."),
            (
                "Chelmsford City Council",
                "Cameras at the taxi rank now cover the north entrance. Licensing has written to both operators.",
            ),
        ]),
        Block::heading(Level::Two, "Actions"),
        actions("", &first_actions(), false),
        Block::Callout(Callout {
            kind: CalloutKind::Decision,
            label: "Decision: review on Thursday 14 January 2027".into(),
            blocks: vec![
                Block::runs(vec![
                    Run::bold("Rationale: "),
                    Run::plain(
                        "risk has risen and disruption has only begun; the meeting wishes to see the effect of the warning notice and of the return to a full timetable.",
                    ),
                ]),
                Block::runs(vec![Run::plain("Agreed by the room at 10:12. Dissent was invited.")]),
            ],
        }),
        Block::Callout(Callout {
            kind: CalloutKind::Dissent,
            label: "Dissent recorded".into(),
            blocks: vec![
                Block::runs(vec![
                    Run::bold("Kit Lowe, Youth Offending Service: "),
                    Run::quote("Six weeks is too long. We asked for a review in December."),
                    Run::plain(""),
                ]),
                Block::runs(vec![
                    Run::bold("The chair's rationale: "),
                    Run::plain(
                        "the strategy meeting on 17 December will see the child sooner than this meeting could. Not resolved; the service will use its escalation process.",
                    ),
                ]),
            ],
        }),
    ]
}

fn second_child() -> Vec<Block> {
    vec![
        Block::heading(Level::One, "6  M-2026-019: CD, aged 13 (initial)"),
        Block::Fields {
            fields: vec![
                Field::new("Risk level", "Medium"),
                Field::new("Plan", "Child in care, placed in Braintree since June 2026"),
                Field::new("Threshold", "Suspected exploitation, recent and likely to continue"),
                Field::new("Presented by", "Femi Oduya, allocated social worker"),
            ],
        },
        Block::heading(Level::Two, "Reason for concern"),
        Block::text(
            "CD's carers found messages from an adult whom he met through an online game. He has asked twice to be driven to the railway station.",
        ),
        Block::Bullets {
            items: vec![
                vec![Run::bold("Locations: "), Run::plain("the station forecourt; a house on Mill Lane")],
                vec![Run::bold("Suspected model: "), Run::plain("online grooming; peer on peer")],
                vec![Run::bold("Travel: "), Run::plain("by train, without a ticket")],
            ],
        },
        Block::heading(Level::Two, "Agency updates"),
        updates(&[
            (
                "Children & Families",
                "The placement is stable. The carers have taken the console into the shared room with CD's agreement.",
            ),
            (
                "Police OC Triage Team",
                "The account has been traced to an address outside the county, and the other force has been told. A device examination is under way; a first result is due before Christmas.",
            ),
            ("Education Access Team", "Attendance is 96 %. The school's designated lead knows of the concern."),
            ("Community health", "Left at 11:30; a written update will follow."),
        ]),
        Block::heading(Level::Two, "Actions"),
        actions("", &second_actions(), false),
        Block::Callout(Callout {
            kind: CalloutKind::Decision,
            label: "Decision: review on Thursday 4 February 2027".into(),
            blocks: vec![Block::runs(vec![
                Run::bold("Rationale: "),
                Run::plain(
                    "the device examination will be complete, and the carers will have had their safety planning session.",
                ),
            ])],
        }),
        Block::Callout(Callout {
            kind: CalloutKind::LeftOpen,
            label: "Left open".into(),
            blocks: vec![Block::Bullets {
                items: vec![
                    vec![Run::plain(
                        "The child's view was not heard: he was not asked before the meeting. Femi Oduya will ask him by 11 December 2026.",
                    )],
                    vec![Run::plain("Maldon District Council was not present and gave no update.")],
                ],
            }],
        }),
    ]
}

fn closing() -> Vec<Block> {
    vec![
        Block::heading(Level::One, "9  Date of next meeting"),
        Block::text(
            "Thursday 14 January 2027 at 09:30, Committee Room 2, County Hall. Templates are due by Monday 4 January 2027. The meeting closed at 12:02.",
        ),
        Block::Together {
            blocks: vec![
                Block::heading(Level::Two, "Approval"),
                Block::Signature(Signature {
                    statement: "Approved as a true record of the meeting.".into(),
                    signatories: vec![Signatory {
                        role: "Chair".into(),
                        name: "Priya Shah".into(),
                        date: String::new(),
                    }],
                }),
            ],
        },
        Block::note(
            "Not to be copied or disclosed outside the meeting without the chair, who weighs necessity and proportionality. The receiving agency stores these minutes securely.",
        ),
    ]
}

fn first_actions() -> [[&'static str; 4]; 3] {
    [
        ["A3", "Lee Marsh, Police MPLO", "Share the two vehicles with the disruption team", "10 Dec 2026"],
        [
            "A4",
            "Nell Drew, Children & Families",
            "Offer AB a mentor of her own choosing, and record her answer",
            "17 Dec 2026",
        ],
        ["A5", "Amir Khan, Education", "Bring a plan for the return to a full timetable to the panel", "8 Dec 2026"],
    ]
}

fn second_actions() -> [[&'static str; 4]; 2] {
    [
        ["A6", "Ann Cole, Police OCTT", "Report the outcome of the device examination to the chair", "22 Dec 2026"],
        ["A7", "Femi Oduya, Children & Families", "Hold the safety planning session with the carers", "18 Dec 2026"],
    ]
}

fn actions(caption: &str, rows: &[[&str; 4]], continues: bool) -> Block {
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 4]>::as_slice).collect();
    let mut block = table(TableKind::Actions, &[("Ref", 8), ("Owner", 28), ("Action", 54), ("Due", 18)], &rows);
    if let Block::Table(table) = &mut block {
        table.continues = continues;
        table.caption = caption.into();
    }
    block
}

fn updates(rows: &[(&str, &str)]) -> Block {
    let rows: Vec<[&str; 2]> = rows.iter().map(|(agency, said)| [*agency, *said]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
    table(TableKind::Updates, &[("Agency", 26), ("Update", 74)], &rows)
}

fn table(kind: TableKind, columns: &[(&str, u16)], rows: &[&[&str]]) -> Block {
    Block::Table(Table {
        kind,
        caption: String::new(),
        columns: columns.iter().map(|(heading, weight)| Column::new(*heading, *weight)).collect(),
        rows: rows.iter().map(|row| row.iter().map(|text| Cell::text(*text)).collect()).collect(),
        continues: false,
    })
}
